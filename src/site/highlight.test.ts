import { DomUtils, parseDocument } from 'htmlparser2';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, highlight } from './highlight.ts';

const awkward = [
  '<script>alert(1)</script>',
  '</span><b>',
  '"quoted"',
  "it's",
  '$& $1 $` $$',
  'a\\b\\u0041',
  '&amp; & &lt;',
  '\ue0000\ue001',
  '天気',
  '{{creator}} ${x}',
];

/** What a reader sees and copies. */
function textOf(html: string): string {
  return DomUtils.textContent(parseDocument(html));
}

describe('highlighted text is the text, exactly', () => {
  test.each(awkward)('JSON that holds %s', (name) => {
    const code = `${JSON.stringify({ version: '1', hide: [name], tools: { [name]: { max: 10, on: true } } }, null, 2)}\n`;
    const html = highlight(code, 'json');
    expect(textOf(html)).toBe(code);
    expect(html.replace(/<\/?span(?: class="[ksncf]")?>/g, '')).not.toMatch(/[<>]/);
  });

  test('any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const code = JSON.stringify(value, null, indent);
        expect(textOf(highlight(code, 'json'))).toBe(code);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['sh', `# a comment\nnpx -y @scope/name@1.0.0 --flag="<a> & 'b'" $HOME > /dev/null && echo '$&'\n`],
    ['shell', 'curl -s https://example.org/api/v1/index.json | jq ".tools[0]"\n'],
    ['yaml', `# a comment\nname: "<b> & 'c'"\nlist:\n  - '$&'\n  - 10\n  - true\n`],
    ['jsonc', '{\n  // a "comment" & <b>\n  "a": "b"\n}\n'],
    ['text', '<b> & "c" $&\n'],
    ['constructor', '<b>\n'],
  ])('%s', (language, code) => {
    const html = highlight(code, language);
    expect(textOf(html)).toBe(code);
    expect(html).not.toContain('<b>');
  });
});

test('documents that differ only in their texts keep their own', () => {
  const first = highlight('{"hide": ["first"]}', 'json');
  const second = highlight('{"hide": ["second"]}', 'json');
  expect([textOf(first), textOf(second)]).toEqual(['{"hide": ["first"]}', '{"hide": ["second"]}']);
  expect(first.replace('first', 'second')).toBe(second);
});

test('keys, texts and numbers are told apart by class, without inline styles', () => {
  expect(highlight('{"max": 10, "window": "hour"}', 'json')).toMatchInlineSnapshot(
    `"{<span class="k">"max"</span>: <span class="n">10</span>, <span class="k">"window"</span>: <span class="s">"hour"</span>}"`,
  );
  expect(highlight('name: x # why', 'yaml')).toMatchInlineSnapshot(
    `"<span class="k">name</span>: <span class="s">x </span><span class="c"># why</span>"`,
  );
});

test('text between tags cannot become markup', () => {
  expect(escapeHtml('<a>&amp;</a>')).toBe('&lt;a&gt;&amp;amp;&lt;/a&gt;');
});
