/** One page of every kind, and the odd ones, by address below the home page. */
export const kinds = {
  home: '',
  tool: 'tools/everyday/create_api_key/',
  'tool with a conflict': 'tools/workshop/delete_all_records/',
  'tool of strange words': 'tools/polyglot/script-alert-1-script-0e4cr3g/',
  'tool with a huge schema': 'tools/schemas/submit_form/',
  'tool with a long description': 'tools/schemas/get_report/',
  server: 'servers/everyday/',
  'server with odd names': 'servers/odd-names/',
  'server to distrust': 'servers/weather-west/',
  'server without tools': 'servers/no-tools/',
  servers: 'servers/',
  changes: 'changes/',
  'changes of a server': 'changes/weather-east/',
  'tool with a history': 'tools/weather-east/fetch_page/',
  list: 'tools/',
  'list of a level': 'risk/critical/',
  capabilities: 'capabilities/',
  attacks: 'attacks/',
  attack: 'attacks/key-minting/',
  guides: 'guides/',
  guide: 'guides/reading-a-page/',
  search: 'search/',
  'search with results': 'search/?q=api+key',
  tester: 'tester/',
  about: 'about/',
  attribution: 'attribution/',
  accuracy: 'accuracy/',
  'no page': 'no-such-page/',
} as const;

/** What the browser says of a page that does not exist: that it does not. */
export const expectedFault = /no-such-page\/: console: Failed to load resource: .* 404/;
