import sharp from 'sharp';
import { expect, test } from 'vitest';
import { idsOf, levels } from '#schema/vocabulary.ts';
import { drawPreview, drawSign, previewSize, wrapIcon } from './open-graph.ts';

test.each(['site', ...idsOf(levels)] as const)(
  'the image of %s has the size that networks ask for',
  async (of) => {
    const image = await drawPreview(of, 'Catalogue');
    const { format, width, height } = await sharp(image).metadata();
    expect([format, width, height]).toEqual(['png', previewSize.width, previewSize.height]);
    expect(image.length).toBeLessThan(60_000);
  },
);

test('levels have images of their own, and the same one each time', async () => {
  const images = await Promise.all(idsOf(levels).map((level) => drawPreview(level, 'Catalogue')));
  expect(new Set(images.map((image) => Buffer.from(image).toString('base64'))).size).toBe(
    idsOf(levels).length,
  );
  const again = await drawPreview('low', 'Catalogue');
  expect(images.some((image) => Buffer.from(image).equals(Buffer.from(again)))).toBe(true);
});

test('the title stands in the image; one with letters that the font does not have is left out whole', async () => {
  const titled = Buffer.from(await drawPreview('high', 'Catalogue'));
  const without = Buffer.from(await drawPreview('high', ''));
  expect(titled.equals(without)).toBe(false);
  expect(Buffer.from(await drawPreview('high', 'Katalog 目録')).equals(without)).toBe(true);
});

test('an icon file names the picture that it holds', async () => {
  const png = await drawSign(32, true);
  const icon = Buffer.from(wrapIcon(png, 32));
  expect([icon.readUInt16LE(2), icon.readUInt16LE(4), icon[6], icon[7]]).toEqual([1, 1, 32, 32]);
  expect(icon.subarray(icon.readUInt32LE(18)).equals(Buffer.from(png))).toBe(true);
  expect(icon.readUInt32LE(14)).toBe(png.length);
});
