import { describe, expect, test } from 'vitest';
import { addId, changeKind, moveId, readAddress, removeId, writeAddress } from './address.ts';

const tools = readAddress('?tools=a/x,b/y,c/z');

describe('the address', () => {
  test.each([
    '?tools=github/delete_branch,stripe/create_refund',
    '?servers=memory,filesystem&only=differences',
    '?servers=',
    '',
  ])('%s is read and written back', (address) => {
    expect(writeAddress(readAddress(address))).toBe(address);
  });

  test('encoded commas and slashes, blanks and repetitions do not matter', () => {
    expect(readAddress('?tools=a%2Fx%2C%20b/y,,a/x&tools=c/z').ids).toEqual(['a/x', 'b/y', 'c/z']);
  });

  test('of more than four, the first four count, and it says so', () => {
    const { ids, tooMany } = readAddress('?servers=a,b,c,d,e');
    expect(ids).toEqual(['a', 'b', 'c', 'd']);
    expect(tooMany).toBe(true);
    expect(tools.tooMany).toBe(false);
  });

  test('what is no id of anything stays in one parameter', () => {
    const odd = '<b>&only=differences#,"x"';
    const { ids, onlyDifferences } = readAddress(
      writeAddress({ kind: 'tools', ids: [odd.replace(',', '')], onlyDifferences: false }),
    );
    expect(ids).toEqual(['<b>&only=differences#"x"']);
    expect(onlyDifferences).toBe(false);
  });
});

describe('changes', () => {
  test('one is added at the end, once, as long as there are fewer than four', () => {
    expect(addId(tools, 'd/w').ids).toEqual(['a/x', 'b/y', 'c/z', 'd/w']);
    expect(addId(tools, 'a/x')).toBe(tools);
    const full = addId(tools, 'd/w');
    expect(addId(full, 'e/v')).toBe(full);
  });

  test('one is removed', () => {
    expect(removeId(tools, 'b/y').ids).toEqual(['a/x', 'c/z']);
  });

  test('one changes places with its neighbour, and nothing moves over the edge', () => {
    expect(moveId(tools, 'b/y', -1).ids).toEqual(['b/y', 'a/x', 'c/z']);
    expect(moveId(tools, 'b/y', 1).ids).toEqual(['a/x', 'c/z', 'b/y']);
    expect(moveId(tools, 'a/x', -1)).toBe(tools);
    expect(moveId(tools, 'c/z', 1)).toBe(tools);
    expect(moveId(tools, 'unknown', 1)).toBe(tools);
  });

  test('tools become their servers, each once; servers say nothing of tools', () => {
    const servers = changeKind(readAddress('?tools=a/x,a/y,b/z'), 'servers');
    expect(writeAddress(servers)).toBe('?servers=a,b');
    expect(changeKind(servers, 'tools').ids).toEqual([]);
  });
});
