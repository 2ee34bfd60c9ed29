import type { PolicyRequest } from '#domain/policy-request.ts';
import { loadStyle } from '../load-style.ts';
import { createCallView } from './call-view.ts';
import { debounce, make, makeButton } from './dom.ts';
import { exampleCall, examplePolicy, exampleTools } from './example.ts';
import { decodeState, encodeState, fragmentPrefix, longestFragment, type TesterState } from './fragment.ts';
import { type KnownServer, readServerRecord } from './known-server.ts';
import { createPolicyView } from './policy-view.ts';
import { createResultView } from './result-view.ts';
import { createSession, type MadeCall } from './session.ts';
import { createSourceView, fetchJson } from './source-view.ts';
import { refuseWork } from './words.ts';

/** Milliseconds without a change before the address is written. */
const addressPause = 400;

/**
 * Fills a `<policy-tester>`: with the tools of the page's server when it names a record (`data-api`), otherwise with a choice of
 * servers (`data-index`). What is typed stays in the browser; only files of the site are asked for.
 */
export async function startTester(host: HTMLElement): Promise<void> {
  const { api, index, sheet } = host.dataset;
  if (sheet !== undefined) await loadStyle(sheet);
  const request = readRequest();
  const heading = index === undefined ? 'h3' : 'h2';
  const session = createSession();
  const link = make('p', { class: 'hint', role: 'status' });

  const makeCalls = (tool: string, args: MadeCall['args'], times: number): void => {
    const { policy, findings } = policyView.checked();
    const reason =
      policy === undefined
        ? findings.length > 0
          ? 'the policy has errors, which are listed with it.'
          : 'there is no policy yet.'
        : refuseWork(policy, tool, args, times);
    if (policy === undefined || reason !== undefined) result.refuse(`No decision: ${reason ?? ''}`);
    else result.show(Array.from({ length: times }, () => session.call(policy, tool, args)));
  };
  const writeAddress = debounce(addressPause, () => void keepState(readState(), link));
  const onChange = (): void => writeAddress();
  const policyView = createPolicyView({
    heading,
    folded: index === undefined,
    onChange: () => {
      result.forget('The policy has changed: the counters start afresh.');
      onChange();
    },
  });
  const callView = createCallView({ heading, call: makeCalls, onChange });
  const result = createResultView({
    heading,
    session,
    again: ({ tool, args }) => makeCalls(tool, args, 1),
  });
  const setServer = (server: KnownServer | undefined): void => {
    callView.setServer(server);
    policyView.setServer(server);
    if (index !== undefined) policyView.offer(server?.presets);
  };
  const source =
    index === undefined
      ? undefined
      : createSourceView(index, (server) => {
          setServer(server);
          onChange();
        });
  const readState = (): TesterState => ({
    ...policyView.choice(),
    tool: callView.tool(),
    args: callView.args(),
    server: source?.serverId(),
  });
  const restore = async (): Promise<void> => {
    const decoded = await decodeState(location.hash);
    if (decoded === undefined) return;
    if (!decoded.ok) {
      link.textContent = `${decoded.reason} What it held cannot be shown.`;
      return;
    }
    const { state } = decoded;
    result.forget('Another test has been opened.');
    await source?.choose(state.server);
    policyView.fill(state);
    callView.fill(state);
  };

  const copy = makeButton('Copy a link to this test', () => void copyLink(readState(), link));
  const given = [...(source === undefined ? [] : [source.element]), policyView.element];
  const share = make('div', { class: 'share' }, copy, link);
  host.replaceChildren(
    ...(source === undefined ? [] : [makeExampleButton()]),
    make('div', { class: 'column' }, ...given),
    make('div', { class: 'column' }, callView.element, result.element, share),
  );
  addEventListener('hashchange', () => void restore());

  if (api !== undefined) await openRecord(api);
  await restore();

  function makeExampleButton(): HTMLElement {
    return make(
      'p',
      {},
      makeButton('Load an example', () => {
        source?.paste(exampleTools);
        policyView.fill({ policy: examplePolicy });
        callView.fill({ tool: exampleCall.tool, args: JSON.stringify(exampleCall.args) });
        result.forget('The example has been loaded.');
        onChange();
      }),
    );
  }

  /** The page has the recommended documents; the record has the schemas. Without the record arguments are typed as JSON. */
  async function openRecord(address: string): Promise<void> {
    const [tool] = request?.tools ?? [];
    if (request !== undefined) {
      const { writePresets } = await import('./presets.ts');
      policyView.offer(writePresets(request));
    }
    if (tool !== undefined) callView.fill({ tool: tool.name });
    try {
      const server = readServerRecord(await fetchJson(address));
      const here = [...server.tools.values()].find(({ url }) => url === location.pathname);
      if (request === undefined) policyView.offer(here?.presets);
      setServer(server);
      if (tool === undefined && here !== undefined) callView.fill({ tool: here.name });
    } catch (error) {
      console.error(error);
      link.textContent = 'The input schema could not be loaded, so the arguments are typed as JSON.';
    }
  }
}

/** What the page's own panel writes policies from, when it carries it. */
function readRequest(): PolicyRequest | undefined {
  const data = document.querySelector('script[data-policy-request]')?.textContent;
  return data === undefined ? undefined : (JSON.parse(data) as PolicyRequest);
}

/** Writes a state into the address, or says why it is not there. */
async function keepState(state: TesterState, link: HTMLElement): Promise<string | undefined> {
  const fragment = await encodeState(state).catch(() => undefined);
  if (fragment !== undefined) {
    link.textContent = '';
    history.replaceState(null, '', fragment);
    return fragment;
  }
  link.textContent = `This test does not fit into a link of ${String(longestFragment)} characters, so the address does not hold it.`;
  // An address that holds another test would be worse than one that holds none.
  if (location.hash.startsWith(fragmentPrefix))
    history.replaceState(null, '', location.pathname + location.search);
  return undefined;
}

async function copyLink(state: TesterState, link: HTMLElement): Promise<void> {
  if ((await keepState(state, link)) === undefined) return;
  try {
    await navigator.clipboard.writeText(location.href);
    link.textContent = 'The link is copied. A pasted list of tools is not part of it.';
  } catch {
    link.textContent = 'The link stands in the address bar.';
  }
}
