import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '#scripts/lib/settings.ts';

/**
 * What the TypeScript compiler says of files that exist in memory only, by file name: each complaint in one line. They stand in
 * the project's root, so that they find its packages; `@openai/agents` is the part of it that is installed.
 */
export function checkTypes(files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const texts = new Map([...files].map(([name, text]) => [path.join(projectRoot, name), text]));
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    paths: { '@openai/agents': [path.join(projectRoot, 'node_modules/@openai/agents-core')] },
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    getCurrentDirectory: () => projectRoot,
    fileExists: (file) => texts.has(file) || disk.fileExists(file),
    readFile: (file) => texts.get(file) ?? disk.readFile(file),
    getSourceFile: (file, version, ...rest) => {
      const text = texts.get(file);
      return text === undefined
        ? disk.getSourceFile(file, version, ...rest)
        : ts.createSourceFile(file, text, version);
    },
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return new Map(
    [...files.keys()].map((name) => {
      const source = program.getSourceFile(path.join(projectRoot, name));
      if (source === undefined) return [name, ['is not read']];
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [name, found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))];
    }),
  );
}
