import { expect, test } from 'vitest';
import { anthropic } from '#domain/targets/anthropic.ts';
import { openaiAgents } from '#domain/targets/openai-agents.ts';
import { openai } from '#domain/targets/openai.ts';
import type { Target } from '#domain/targets/target.ts';
import { listEveryPolicy } from '../support/every-policy.ts';
import { checkTypes } from './check-types.ts';

const imports =
  'import type { Anthropic } from "@anthropic-ai/sdk";\nimport type { OpenAI } from "openai";\n' +
  'type Request = Required<Pick<Anthropic.Beta.MessageCreateParams, "mcp_servers" | "tools">>;\n';

/** A snippet of each target as a file that compiles only if it fits the types of the vendor's own package. */
const forms = [
  {
    target: openai,
    toFile: (text: string) =>
      `${imports}export default ${text.trim()} satisfies OpenAI.Responses.Tool.Mcp;\n`,
  },
  {
    target: anthropic,
    toFile: (text: string) => `${imports}export default ${text.trim()} satisfies Request;\n`,
  },
  { target: openaiAgents, toFile: (text: string) => text },
] as const;

const cases = listEveryPolicy();

/** Snippets that differ in more than the texts in them and the length of their lists: the compiler sees no other difference. */
function listShapes(target: Target): string[] {
  const shapes = new Map<string, string>();
  for (const { input } of cases) {
    const snippet = target.write(input);
    if (snippet.kind === 'impossible') continue;
    const shape = snippet.text
      .replace(/^( *)"(?:[^"\\]|\\.)*"(: \{)?/gm, (match, indent: string, opening?: string) =>
        opening === undefined || indent.length < 8 ? match : `${indent}"entry"${opening}`,
      )
      .replace(/((?:server_?label|url|name)"?: )"(?:[^"\\]|\\.)*"/gi, '$1"text"')
      .replace(/^ *"(?:[^"\\]|\\.)*",?$/gm, '"item"')
      .replace(/(?:"item"\n)+/g, '"item"\n')
      .replace(/(?: *"entry": \{\n *"enabled": (?:true|false)\n *\},?\n)+/g, '"entry"\n');
    if (!shapes.has(shape)) shapes.set(shape, snippet.text);
  }
  return [...shapes.values()];
}

const wrong: Readonly<Record<string, readonly [part: string, replacement: string, complaint: RegExp]>> = {
  openai: ['"require_approval"', '"requireApproval"', /requireApproval/],
  anthropic: ['"enabled": false', '"permission": "ask"', /permission/],
  'openai-agents': ['toolNames', 'tool_names', /tool_names/],
};

test("every form that snippets of the catalogue have fits the types of the vendor's package, and a wrong key does not", () => {
  const sound = forms.flatMap(({ target, toFile }) =>
    listShapes(target).map((text, index) => [`${target.id}.${String(index)}.ts`, toFile(text)] as const),
  );
  const broken = forms.map(({ target, toFile }) => {
    const [part, replacement] = wrong[target.id] ?? ['', ''];
    const text = listShapes(target).find((each) => each.includes(part)) ?? '';
    return [`${target.id}.wrong.ts`, toFile(text.replace(part, replacement))] as const;
  });
  const complaints = checkTypes(new Map([...sound, ...broken]));
  expect(sound.length).toBeGreaterThan(8);
  expect(sound.length).toBeLessThan(100);
  expect(
    sound.flatMap(([name]) => complaints.get(name)?.map((text) => `${name}: ${text}`) ?? [name]),
  ).toEqual([]);
  for (const [id, [, , complaint]] of Object.entries(wrong)) {
    expect(complaints.get(`${id}.wrong.ts`)?.join(' ')).toMatch(complaint);
  }
}, 60_000);
