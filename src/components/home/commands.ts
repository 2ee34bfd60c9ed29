/** The commands by which somebody makes a catalogue of the servers that an own client is configured with. */
export const commands: readonly string[] = [
  'npm run ingest -- --config .vscode/mcp.json',
  'npm run validate',
  'npm start',
];
