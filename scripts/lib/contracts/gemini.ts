import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { controlCase } from './control-case.ts';
import { closedEnvironment, runProgram } from '../run-program.ts';
import type { Client } from './types.ts';

/** Gemini CLI: loads the policies and asks its engine about every call, in a process of its own. */
export const geminiClient: Client = {
  id: 'gemini',
  label: 'Gemini CLI',
  package: '@google/gemini-cli-core',
  version: '0.61.0',
  looksAtArguments: true,
  unlisted: 'deny',
  sharesFile: false,
  batch: 100,
  note: 'Gemini CLI loaded every snippet as a policy file without an error. Its policy engine then decided about calls of the tools that the snippet names, with arguments that meet the rules, that break them and that only look like it, of their neighbours in the alphabet and of one that is not recorded, and said which tools it hides from the model: where everything else is asked about, and where everything else is allowed. Tools that a snippet does not name were left alone, or refused where it speaks of the whole server. The same was done for an invented server with tool names that have to be rewritten.',
  controls: [
    {
      wrong: 'a denied tool is named without changing its characters',
      case: controlCase({
        text: rule('toolName = "get/user"', 'decision = "deny"'),
        expected: { 'get/user': 'deny' },
      }),
    },
    {
      wrong: 'a rule has no name of a tool',
      case: controlCase({
        text: rule('decision = "deny"'),
        expected: { 'get/user': 'deny', other: 'deny', third: 'deny' },
      }),
    },
    {
      wrong: 'a pattern expects the arguments without the marks between them',
      case: controlCase({
        text: rule('toolName = "other"', `argsPattern = '\\{"amount":1[,}]'`, 'decision = "deny"'),
        expected: { other: 'deny' },
        args: { amount: 1 },
      }),
    },
    {
      wrong: 'a tool that is to be asked about is allowed',
      case: controlCase({
        text: rule('toolName = "other"', 'decision = "allow"'),
        expected: { other: 'ask' },
      }),
    },
    {
      wrong: 'a rule names the whole server',
      case: controlCase({
        text: rule('toolName = "*"', 'decision = "ask_user"'),
        expected: { other: 'ask' },
      }),
    },
  ],
  run: async (cases, { folder, install, signal }) => {
    const home = path.join(folder, 'home');
    mkdirSync(home);
    writeFileSync(path.join(folder, 'cases.json'), JSON.stringify(cases));
    const { code, errors, output } = await runProgram({
      words: [
        process.execPath,
        fileURLToPath(new URL('./gemini-process.ts', import.meta.url)),
        path.join(install, 'node_modules', '@google', 'gemini-cli-core', 'dist', 'src'),
        folder,
      ],
      cwd: home,
      env: closedEnvironment(home, {}),
      timeoutMs: 120_000,
      signal,
    });
    if (code !== 0)
      throw new Error(`The engine of Gemini CLI ended with ${String(code)}:\n${errors}\n${output}`);
    return observationSchema.parse(JSON.parse(readFileSync(path.join(folder, 'observation.json'), 'utf8')));
  },
};

const seenSchema = z.array(z.array(z.string()));

const observationSchema = z.strictObject({
  complaints: z.array(z.strictObject({ position: z.number(), text: z.string() })),
  seen: z.strictObject({ asking: seenSchema, allowing: seenSchema }),
});

function rule(...lines: readonly string[]): string {
  return ['[[rule]]', 'mcpName = "control"', ...lines, 'priority = 500', ''].join('\n');
}
