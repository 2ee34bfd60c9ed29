import { describe, expect, test } from 'vitest';
import { assessSample, sample } from '../sample.fixture.ts';
import { blankDenials, readsAsEnglish } from './language.ts';

/** Descriptions that say what a tool deletes, in languages that the rules do not know. */
const foreign = [
  ['German', 'Löscht die Datei, die an der angegebenen Stelle liegt, mit allen Kopien.'],
  ['Spanish', 'Elimina el archivo de la carpeta y todas las copias.'],
  ['French', 'Supprime le fichier dans le dossier avec les copies.'],
  ['Chinese', '删除指定的文件及其所有副本。'],
  ['Japanese', '指定したファイルを削除します。'],
] as const;

describe('another language', () => {
  test.each(foreign)('is seen: %s', (_language, description) => {
    expect(readsAsEnglish(description)).toBe(false);
  });

  test.each(foreign)('leaves the verdict to the name, with low confidence: %s', (_language, description) => {
    expect(assessSample(sample('delete_file', description)).verdict).toMatchObject({
      class: 'destructive',
      confidence: 'low',
    });
    expect(assessSample(sample('datei', description)).verdict.class).toBe('unknown');
  });

  test.each(foreign)('leaves the verdict to the schema where the name is silent: %s', (_language, text) => {
    const input = { action: { type: 'string', enum: ['get', 'delete'] } };
    expect(assessSample(sample('datei', text, { input })).verdict.class).toBe('destructive');
  });
});

test.each(['Delete a file.', 'Files.', '', 'Delete a file: 文件.', 'Get los angeles weather for las vegas.'])(
  'English, or too short to tell, is read: %j',
  (description) => {
    expect(readsAsEnglish(description)).toBe(true);
  },
);

describe('what is denied, or said of another tool, is blanked out', () => {
  test.each([
    ['Update a note. It does not delete the old one.', 'delete'],
    ["Update a note. It doesn't delete the old one.", 'delete'],
    ['Archive a note without deleting it.', 'deleting'],
    ['Update a note rather than deleting it.', 'deleting'],
    ['Get a note. Use delete_note to remove it.', 'remove'],
    ['Get a note. If it is old, delete it.', 'delete'],
    ['Get a note.\n- Example: delete the note.', 'delete'],
  ])('%s', (description, word) => {
    const blanked = blankDenials(description);
    expect(blanked).not.toContain(word);
    expect(blanked.length).toBe(description.length);
  });

  test.each([
    'Use this to delete a note.',
    'Update a note, then delete the old one.',
    'If asked, delete a note.',
  ])('but not: %s', (description) => {
    expect(blankDenials(description)).toContain('delete');
  });
});
