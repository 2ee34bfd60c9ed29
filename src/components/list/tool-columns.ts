import type { Column } from './column.ts';

const name: Column = {
  key: 'name',
  label: 'Tool',
  first: 'ascending',
  said: ['by name', 'by name, from z to a'],
};

const level: Column = {
  key: 'level',
  label: 'Level',
  first: 'descending',
  said: ['least dangerous first', 'most dangerous first'],
  sorted: true,
};

const riskClass: Column = {
  key: 'class',
  label: 'Class',
  first: 'ascending',
  said: ['by class', 'by class, from z to a'],
};

const server: Column = {
  key: 'server',
  label: 'Server',
  first: 'ascending',
  said: ['by server', 'by server, from z to a'],
};

const tokens: Column = {
  key: 'tokens',
  label: 'Tokens',
  first: 'descending',
  said: ['lightest definition first', 'heaviest definition first'],
};

const reviewed: Column = {
  key: 'reviewed',
  label: 'Reviewed',
  first: 'descending',
  said: ['not reviewed first', 'reviewed first'],
};

/** Columns of a table of tools of many servers. */
export const listColumns: readonly Column[] = [name, level, riskClass, server];

/** Of these, the ones by which the search index can sort. */
export const indexColumns: readonly Column[] = [name, level];

/** The same for a list of one level, which has no worse and no better tools. */
export const sortByNameFirst = (columns: readonly Column[]): readonly Column[] =>
  columns
    .filter(({ key }) => key !== 'level')
    .map((column) => ({ ...column, sorted: column.key === 'name' }));

/** Columns of the table of one server's tools. */
export const serverColumns: readonly Column[] = [name, level, riskClass, tokens, reviewed];
