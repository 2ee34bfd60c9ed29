import { expect, test } from 'vitest';
import type { Tool } from '#schema/tool.ts';
import type { Capability } from '#schema/vocabulary.ts';
import { assess } from './assess.ts';
import { capabilityRules } from './capability-rules.ts';

/** By rule: a record on which it fires, and one that comes close and lacks what matters. */
const pairs: Readonly<Record<string, { readonly fires: Tool; readonly misses: Tool }>> = {
  'issues-key': {
    fires: { name: 'create_api_key', description: 'Create a new API key.' },
    misses: { name: 'create_key_result', description: 'Create a key result for an objective.' },
  },
  'rotates-key': {
    fires: { name: 'reset_password', description: 'Reset the password of a user.' },
    misses: { name: 'reset_filters', description: 'Reset the filters of a board.' },
  },
  'names-credential': {
    fires: { name: 'update_integration', description: 'Update the password of an integration.' },
    misses: { name: 'update_integration', description: 'Update the icon of an integration.' },
  },
  'takes-credential': {
    fires: { name: 'get_balance', inputSchema: object({ api_key: { type: 'string' } }) },
    misses: { name: 'get_balance', inputSchema: object({ max_tokens: { type: 'integer' } }) },
  },
  'returns-secret': {
    fires: { name: 'get-env', description: 'Returns all environment variables.' },
    misses: { name: 'list_environments', description: 'Lists the environments of a project.' },
  },
  'reads-file': {
    fires: { name: 'list_directory', description: 'List what is in a directory.' },
    misses: { name: 'list_profiles', description: 'List the profiles that are stored locally.' },
  },
  'reads-path': {
    fires: {
      name: 'get_checksum',
      description: 'Get the checksum of a file.',
      inputSchema: object({ path: { type: 'string' } }),
    },
    misses: {
      name: 'get_setting',
      description: 'Get one setting.',
      inputSchema: object({ path: { type: 'string' } }),
    },
  },
  'writes-file': {
    fires: { name: 'create_directory', description: 'Create a directory.' },
    misses: { name: 'create_profile', description: 'Create a profile.' },
  },
  'writes-path': {
    fires: {
      name: 'save_snapshot',
      description: 'Save a snapshot to disk.',
      inputSchema: object({ output_path: { type: 'string' } }),
    },
    misses: {
      name: 'save_snapshot',
      description: 'Save a snapshot to disk.',
      inputSchema: object({ label: { type: 'string' } }),
    },
  },
  'changes-memory': {
    fires: { name: 'add_observations', description: 'Add observations to entities in the knowledge graph.' },
    misses: { name: 'add_nodes', description: 'Add nodes to a graph.' },
  },
  deletes: {
    fires: { name: 'delete_project', description: 'Delete a project.' },
    misses: { name: 'terminate_process', description: 'Terminate a process.' },
  },
  sends: {
    fires: { name: 'send_message', description: 'Send a message to a channel.' },
    misses: { name: 'send_heartbeat', description: 'Send a heartbeat.' },
  },
  'mails-key': {
    fires: { name: 'renew_licence', description: 'Renew a licence and email the file to the owner.' },
    misses: { name: 'renew_licence', description: 'Renew a licence and keep the email of the owner.' },
  },
  'reads-messages': {
    fires: { name: 'get_channel_history', description: 'Get what was said in a channel.' },
    misses: { name: 'get_channel', description: 'Get the topic of a channel.' },
  },
  'takes-address': {
    fires: {
      name: 'convert_page',
      description: 'Load a page and convert it.',
      inputSchema: object({ url: { type: 'string' } }),
    },
    misses: {
      name: 'convert_page',
      description: 'Load a page and convert it.',
      inputSchema: object({ curl_options: { type: 'string' } }),
    },
  },
  'fetches-address': {
    fires: { name: 'get_markdown', description: 'Fetches a website and gives its text.' },
    misses: { name: 'get_markdown', description: 'Fetches a note and gives its text.' },
  },
  'brings-in-web': {
    fires: { name: 'search_news', description: 'Search the web for news.' },
    misses: { name: 'search_notes', description: 'Search the notes of a project.' },
  },
  'drives-browser': {
    fires: { name: 'browser_click', description: 'Click an element.' },
    misses: { name: 'click_through_rate', description: 'Get the click-through rate.' },
  },
  'runs-command': {
    fires: {
      name: 'run_shell',
      description: 'Execute a shell command.',
      inputSchema: object({ command: { type: 'string' } }),
    },
    misses: { name: 'run_job', description: 'Run a job that is set up already.' },
  },
  'queries-database': {
    fires: { name: 'query', description: 'Run a read-only SQL query.' },
    misses: { name: 'query', description: 'Run a search query.' },
  },
  'takes-sql': {
    fires: {
      name: 'check_syntax',
      description: 'Check a statement.',
      inputSchema: object({ sql: { type: 'string' } }),
    },
    misses: {
      name: 'check_syntax',
      description: 'Check a statement.',
      inputSchema: object({ sqlite_version: { type: 'string' } }),
    },
  },
  'reads-repository': {
    fires: { name: 'list_commits', description: 'List commits.' },
    misses: { name: 'list_committees', description: 'List committees.' },
  },
  'writes-repository': {
    fires: { name: 'create_branch', description: 'Create a branch.' },
    misses: { name: 'create_brand', description: 'Create a brand.' },
  },
  'changes-permission': {
    fires: { name: 'update_role', description: 'Update a role.' },
    misses: { name: 'update_roll', description: 'Update a roll of film.' },
  },
  'moves-money': {
    fires: { name: 'create_refund', description: 'Refund a charge.' },
    misses: { name: 'get_refund', description: 'Retrieve a refund.' },
  },
  'touches-cloud': {
    fires: { name: 'list_pods', description: 'List pods.' },
    misses: { name: 'list_podcasts', description: 'List podcasts.' },
  },
  'runs-pipeline': {
    fires: { name: 'deploy_site', description: 'Deploy a site.' },
    misses: { name: 'get_deploy_log', description: 'Get the log of a deploy.' },
  },
  'changes-config': {
    fires: { name: 'update_settings', description: 'Update the settings of a team.' },
    misses: { name: 'get_settings', description: 'Get the settings of a team.' },
  },
  schedules: {
    fires: { name: 'create_webhook', description: 'Create a webhook.' },
    misses: { name: 'list_webhooks', description: 'List webhooks.' },
  },
  'acts-in-bulk': {
    fires: { name: 'update_rows', description: 'Update up to 500 rows.' },
    misses: {
      name: 'update_row',
      description: 'Update a row.',
      inputSchema: object({ tags: { type: 'array', items: { type: 'string' } } }),
    },
  },
  'returns-people': {
    fires: { name: 'list_customers', description: 'List customers.' },
    misses: { name: 'list_customs_codes', description: 'List customs codes.' },
  },
  costs: {
    fires: { name: 'render_video', description: 'Render a video. Each call uses 10 credits.' },
    misses: { name: 'render_video', description: 'Render a video with the names of a credit card issuer.' },
  },
  samples: {
    fires: { name: 'trigger-sampling-request', description: 'Trigger a request for a completion.' },
    misses: { name: 'get_sample', description: 'Get a sample of the data.' },
  },
};

test('every rule has a pair, and every pair a rule', () => {
  expect(Object.keys(pairs).sort()).toEqual(capabilityRules.map(({ id }) => id).sort());
});

test.each(capabilityRules.map(({ id, capability }) => ({ id, capability })))(
  '$id shows $capability, and not on a near miss',
  ({ id, capability }) => {
    const pair = pairs[id];
    if (!pair) throw new Error(`The rule ${id} has no pair.`);
    expect(capabilitiesOf(pair.fires)).toContain(capability);
    expect(capabilitiesOf(pair.misses)).not.toContain(capability);
  },
);

test('what the description denies or says of another tool shows no capability', () => {
  expect(
    capabilitiesOf({
      name: 'update_note',
      description:
        'Update a note. It never sends an email to people. Use create_api_key to create an API key.',
    }),
  ).toEqual([]);
});

test('a capability quotes each passage once, where it stands', () => {
  const { verdict } = assess(
    {
      name: 'create_api_key',
      description: 'Generate a new API key for your agent. The API key is shown once.',
    },
    '',
    undefined,
  );
  expect(verdict.capabilities).toMatchInlineSnapshot(`
    [
      {
        "evidence": [
          {
            "path": "name",
            "quote": "create_api_key",
          },
          {
            "path": "description",
            "quote": "Generate a new API key",
          },
        ],
        "id": "key-issuance",
      },
      {
        "evidence": [
          {
            "path": "name",
            "quote": "create_api_key",
          },
          {
            "path": "description",
            "quote": "API key",
          },
        ],
        "id": "credential-handling",
      },
    ]
  `);
});

function capabilitiesOf(tool: Tool): Capability[] {
  return assess(tool, '', undefined, undefined).verdict.capabilities.map(({ id }) => id);
}

function object(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { type: 'object', properties };
}
