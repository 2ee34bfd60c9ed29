import { idsOf, type IncidentKind, incidentKinds } from '#schema/vocabulary.ts';
import type { DocumentedEvent } from './events.ts';

/** A mark of the timeline, in units of the drawing. */
export interface Mark {
  /** Number of the event in the list that was laid out. */
  readonly index: number;
  readonly x: number;
  readonly y: number;
  /** Where the month or year begins and ends, when no day is known. */
  readonly span?: readonly [from: number, to: number];
}

/** The marks of one kind. */
export interface Lane {
  readonly kind: IncidentKind;
  /** Base line of its label. */
  readonly labelY: number;
  readonly marks: readonly Mark[];
}

/** A vertical line at the beginning of a quarter. */
export interface Tick {
  readonly x: number;
  /** `2025-04`. */
  readonly label: string;
}

/** Where everything stands on a timeline. */
export interface Timeline {
  readonly width: number;
  readonly height: number;
  readonly ticks: readonly Tick[];
  readonly lanes: readonly Lane[];
}

const day = 86_400_000;
/** Width of a day: a month is about as wide as two marks. */
const dayWidth = 1.05;
const margin = 10;
const axisHeight = 24;
const labelHeight = 26;
const rowHeight = 17;
/** Room that a mark takes on its row. */
const markWidth = 16;

/** Lays out events on one linear axis of time, a lane for each kind that occurs; marks that would meet go to further rows. */
export function layOutTimeline(events: readonly DocumentedEvent[]): Timeline {
  const spans = events.map(({ incident }) => readSpan(incident.date));
  const from = startOfQuarter(Math.min(...spans.map(([start]) => start)));
  const until = Math.max(...spans.map(([, end]) => end));
  const toX = (time: number): number => round(margin + ((time - from) / day) * dayWidth);
  const lanes: Lane[] = [];
  let y = axisHeight;
  for (const kind of idsOf(incidentKinds)) {
    /** Where each row of the lane is free again. */
    const rows: number[] = [];
    const marks: Mark[] = [];
    const top = y + labelHeight;
    events.forEach(({ incident }, index) => {
      const span = spans[index];
      if (incident.kind !== kind || span === undefined) return;
      const [start, end] = [toX(span[0]), toX(span[1])];
      const precise = incident.date.length === 10;
      const x = round((start + end) / 2);
      const left = precise ? x - markWidth / 2 : Math.min(start, x - markWidth / 2);
      const right = precise ? x + markWidth / 2 : Math.max(end, x + markWidth / 2);
      const free = rows.findIndex((taken) => taken <= left);
      const row = free === -1 ? rows.length : free;
      rows[row] = right;
      marks.push({
        index,
        x,
        y: top + row * rowHeight + rowHeight / 2,
        // Bars of neighbouring months do not touch.
        ...(precise ? {} : { span: [round(start + 1.5), round(end - 1.5)] as const }),
      });
    });
    if (marks.length === 0) continue;
    lanes.push({ kind, labelY: y + labelHeight - 8, marks });
    y = top + rows.length * rowHeight + 4;
  }
  return { width: Math.ceil(toX(until) + margin), height: y + 4, ticks: listTicks(from, until, toX), lanes };
}

/** First and last moment that a date may stand for: a day, a month or a year, in milliseconds. */
export function readSpan(date: string): readonly [start: number, end: number] {
  const [year = 0, month, dayOfMonth] = date.split('-').map(Number);
  if (month === undefined) return [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
  if (dayOfMonth === undefined) return [Date.UTC(year, month - 1), Date.UTC(year, month)];
  const start = Date.UTC(year, month - 1, dayOfMonth);
  return [start, start + day];
}

function startOfQuarter(time: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3);
}

function listTicks(from: number, until: number, toX: (time: number) => number): Tick[] {
  const first = new Date(from);
  const ticks: Tick[] = [];
  for (let month = first.getUTCMonth(); ; month += 3) {
    const time = Date.UTC(first.getUTCFullYear(), month);
    if (time >= until) return ticks;
    ticks.push({ x: toX(time), label: new Date(time).toISOString().slice(0, 7) });
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
