import { expect, test } from 'vitest';
import type { Capability } from '#schema/vocabulary.ts';
import { capabilityRules } from './capability-rules.ts';
import type { CapabilityRule } from './capability-rules/rule.ts';
import { assessSample, pairOf, type Pair, sample, type Sample } from './sample.fixture.ts';

const text = { type: 'string' };
const list = { type: 'array', items: text };

/** By rule: a record on which it alone shows its capability, and one that comes close and lacks what matters. */
const pairs: Readonly<Record<string, Pair>> = {
  'issues-key': {
    fires: sample('create_api_key', 'Create a new API key.'),
    misses: sample('create_key_result', 'Create a key result for an objective.'),
  },
  'rotates-key': {
    fires: sample('reset_password', 'Reset the password of a user.'),
    misses: sample('reset_filters', 'Reset the filters of a board.'),
  },
  'names-credential': {
    fires: sample('update_integration', 'Update the password of an integration.'),
    misses: sample('update_integration', 'Update the icon of an integration.'),
  },
  'returns-credential': {
    fires: sample('list_api_keys', 'List all API keys from a vault.'),
    misses: sample('list_api_key_names', 'List the names of API keys.'),
  },
  'takes-credential': {
    fires: sample('get_balance', 'Get a balance.', { input: { api_key: text } }),
    misses: sample('get_balance', 'Get a balance.', { input: { max_tokens: { type: 'integer' } } }),
  },
  'returns-secret': {
    fires: sample('get_env', 'Returns all environment variables.'),
    misses: sample('list_environments', 'Lists the environments of a project.'),
  },
  'with-secrets': {
    fires: sample('get_env', 'Returns all environment variables.'),
    misses: sample('list_environments', 'Lists the environments of a project.'),
  },
  'reads-vault': {
    fires: sample('list_items', 'List items.', { server: 'Bitwarden' }),
    misses: sample('list_folders', 'List folders.', { server: 'Bitwarden' }),
  },
  'reads-file': {
    fires: sample('list_directory', 'List what is in a directory.'),
    misses: sample('list_directory', 'List what is in a directory of a repository.'),
  },
  'reads-path': {
    fires: sample('get_checksum', 'Get the checksum of a file.', { input: { path: text } }),
    misses: sample('get_setting', 'Get one setting.', { input: { path: text } }),
  },
  'takes-local-path': {
    fires: sample('check_style', 'Check the style.', {
      input: { projectDir: { type: 'string', description: 'Absolute path of the project.' } },
    }),
    misses: sample('check_style', 'Check the style.', {
      input: { projectDir: { type: 'string', description: 'Key of the project.' } },
    }),
  },
  'loads-path': {
    fires: sample('install_app', 'Install an app from a local archive.'),
    misses: sample('install_app', 'Install an app from the shop.'),
  },
  'writes-file': {
    fires: sample('create_directory', 'Create a directory.'),
    misses: sample('create_directory', 'Create a directory in a bucket.'),
  },
  'writes-path': {
    fires: sample('render_chart', 'Render a chart.', {
      input: { save_to: { type: 'string', description: 'Where the chart is saved.' } },
    }),
    misses: sample('render_chart', 'Render a chart.', {
      input: { save_to: { type: 'string', description: 'Name of the album.' } },
    }),
  },
  'writes-below': {
    fires: sample('add_task', 'Add a task to the files of a project.', { input: { projectRoot: text } }),
    misses: sample('add_task', 'Add a task to the plan of a project.', { input: { projectRoot: text } }),
  },
  'changes-working-tree': {
    fires: sample('git_checkout', 'Switch to a branch.'),
    misses: sample('git_tag', 'Tag a commit.'),
  },
  'changes-memory': {
    fires: sample('add_observations', 'Add observations to what is known.'),
    misses: sample('add_observers', 'Add observers to what is known.'),
  },
  deletes: {
    fires: sample('delete_project', 'Delete a project.'),
    misses: sample('terminate_process', 'Terminate a process.'),
  },
  'deletes-by-action': {
    fires: sample('items', 'Work with items.', { input: { action: { enum: ['get', 'delete'] } } }),
    misses: sample('items', 'Work with items.', { input: { action: { enum: ['get', 'terminate'] } } }),
  },
  sends: {
    fires: sample('send_message', 'Send a message to a channel.'),
    misses: sample('send_heartbeat', 'Send a heartbeat.'),
  },
  'mails-somebody': {
    fires: sample(
      'renew_licence',
      'Renew a licence. The file is then kept, and the server emails it to the customer.',
    ),
    misses: sample('renew_licence', 'Renew a licence. The file is then kept with the email of the customer.'),
  },
  'reads-messages': {
    fires: sample('get_channel_history', 'Get what was said in a channel.'),
    misses: sample('get_channel', 'Get the topic of a channel.'),
  },
  'takes-address': {
    fires: sample('import_feed', 'Import a feed.', { input: { url: text } }),
    misses: sample('describe_feed', 'Describe a feed.', { input: { url: text } }),
  },
  'takes-base-address': {
    fires: sample('list_feeds', 'List feeds.', { input: { api_base_url: text } }),
    misses: sample('list_feeds', 'List feeds.', { input: { database_curl: text } }),
  },
  'fetches-address': {
    fires: sample('get_markdown', 'Fetches a website and gives its text.'),
    misses: sample('get_markdown', 'Fetches a note and gives its text.'),
  },
  'brings-in-web': {
    fires: sample('search_news', 'Search the web for news.'),
    misses: sample('search_notes', 'Search the notes of a project.'),
  },
  'shows-page': {
    fires: sample('take_screenshot', 'Take a screenshot of the open tab.'),
    misses: sample('take_snapshot', 'Take a snapshot of a droplet, with a tab of figures.'),
  },
  'brings-in-strangers': {
    fires: sample('get_ticket', 'Get a ticket.'),
    misses: sample('get_ticket_types', 'Get the types of tickets.'),
  },
  'reads-foreign-code': {
    fires: sample('search_code', 'Search code in repositories.'),
    misses: sample('search_code', 'Search code in local repositories.'),
  },
  'reads-logs': {
    fires: sample('get_build_logs', 'Get the logs of a build.'),
    misses: sample('get_log_level', 'Get the log level of a build.'),
  },
  'reads-captured-events': {
    fires: sample('get_failure', 'Get a failure with its breadcrumbs and the events before it.'),
    misses: sample('list_projects', 'List projects, without breadcrumbs or events of them.'),
  },
  'any-get-route': {
    fires: sample('tracker_get', 'Read any tracker data by its route.'),
    misses: sample('tracker_get', 'Read the tracker data of a sprint.'),
  },
  'drives-browser': {
    fires: sample('browser_click', 'Click an element.'),
    misses: sample('click_through_rate', 'Get the click-through rate.'),
  },
  'of-browser-driver': {
    fires: sample('click', 'Click an element.', { server: 'Playwright' }),
    misses: sample('get_config', 'Get the config.', { server: 'Playwright' }),
  },
  'runs-command': {
    fires: sample('run_shell', 'Execute a shell command.', { input: { command: text } }),
    misses: sample('run_job', 'Run a job that is set up already.'),
  },
  'queries-database': {
    fires: sample('read_rows', 'Run a read-only SQL query.'),
    misses: sample('read_rows', 'Run a read-only log query.'),
  },
  'of-database': {
    fires: sample('find', 'Find documents.', { server: 'MongoDB' }),
    misses: sample('list_indexes', 'List what makes it quick to find documents.', { server: 'MongoDB' }),
  },
  'takes-sql': {
    fires: sample('check_syntax', 'Check a statement.', { input: { sql: text } }),
    misses: sample('check_syntax', 'Check a statement.', { input: { sqlite_version: text } }),
  },
  'reads-repository': {
    fires: sample('list_commits', 'List commits.'),
    misses: sample('list_committees', 'List committees.'),
  },
  'on-code-host': {
    fires: sample('list_labels', 'List labels.', { server: 'GitHub' }),
    misses: sample('list_members', 'List members.', { server: 'GitHub' }),
  },
  'writes-repository': {
    fires: sample('fork_repository', 'Fork a repository.'),
    misses: sample('clone_repository', 'Clone a repository.'),
  },
  'changes-code-host': {
    fires: sample('create_branch', 'Create a branch.', { server: 'GitLab' }),
    misses: sample('create_branch', 'Create a branch.', { server: 'Savings bank' }),
  },
  'changes-permission': {
    fires: sample('update_role', 'Update a role.'),
    misses: sample('update_roll', 'Update a roll of film.'),
  },
  'moves-money': {
    fires: sample('create_refund', 'Refund a charge.'),
    misses: sample('get_refund', 'Retrieve a refund.'),
  },
  'touches-cloud': {
    fires: sample('list_pods', 'List pods.'),
    misses: sample('list_podcasts', 'List podcasts.'),
  },
  'of-cloud-provider': {
    fires: sample('list_projects', 'List projects.', { server: 'Vercel' }),
    misses: sample('list_invoices', 'List invoices.', { server: 'Vercel' }),
  },
  'of-pipeline-host': {
    fires: sample('get_artifacts', 'Get artifacts.', { server: 'Buildkite' }),
    misses: sample('get_usage', 'Get usage figures.', { server: 'Buildkite' }),
  },
  'runs-pipeline': {
    fires: sample('deploy_site', 'Deploy a site.'),
    misses: sample('destroy_site', 'Destroy a site.'),
  },
  'changes-config': {
    fires: sample('update_settings', 'Update the settings of a team.'),
    misses: sample('get_settings', 'Get the settings of a team.'),
  },
  schedules: {
    fires: sample('create_webhook', 'Create a webhook.'),
    misses: sample('list_webhooks', 'List webhooks.'),
  },
  'acts-in-bulk': {
    fires: sample('update_rows', 'Update up to 500 rows.'),
    misses: sample('update_row', 'Update a row.', { input: { tags: list } }),
  },
  'takes-a-set': {
    fires: sample('add_nodes', 'Add nodes.', { input: { nodes: list } }),
    misses: sample('add_node', 'Add a node.', { input: { neighbours: list } }),
  },
  'returns-people': {
    fires: sample('list_customers', 'List customers.'),
    misses: sample('list_customer_fields', 'List the fields of a customer.'),
  },
  'objects-of-crm': {
    fires: sample('search_objects', 'Search companies and contacts.', { server: 'HubSpot' }),
    misses: sample('get_object_schema', 'Get the schema of contacts.', { server: 'HubSpot' }),
  },
  costs: {
    fires: sample('render_video', 'Render a video. Each call uses 10 credits.'),
    misses: sample('render_video', 'Render a video. Each call uses a credit card.'),
  },
  samples: {
    fires: sample('trigger_sampling', 'Trigger a request for a completion.'),
    misses: sample('get_sample', 'Get a sample of the data.'),
  },
};

test('every rule has a pair, and every pair a rule', () => {
  expect(Object.keys(pairs).sort()).toEqual(capabilityRules.map(({ id }) => id).sort());
});

test.each(capabilityRules)('$id alone shows $capability, and not on a near miss', (rule) => {
  const { fires, misses } = pairOf(pairs, rule.id);
  expect(capabilitiesOf(fires)).toContain(rule.capability);
  expect(without(rule, () => capabilitiesOf(fires))).not.toContain(rule.capability);
  expect(capabilitiesOf(misses)).not.toContain(rule.capability);
});

function capabilitiesOf(record: Sample): Capability[] {
  return assessSample(record).verdict.capabilities.map(({ id }) => id);
}

/** The result of a function while a rule is not in the table: it shows what the other rules find. */
function without<Result>(rule: CapabilityRule, find: () => Result): Result {
  const table = capabilityRules as CapabilityRule[];
  const place = table.indexOf(rule);
  table.splice(place, 1);
  try {
    return find();
  } finally {
    table.splice(place, 0, rule);
  }
}
