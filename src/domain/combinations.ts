import { type Capability, capabilities } from '#schema/vocabulary.ts';
import type { ToolEntry } from './catalogue.ts';
import { levelRank } from './risk/level-rank.ts';
import { lowerFirst } from './text.ts';

/** What is looked at of a tool: its verdict, never its text. */
export type Player = Pick<ToolEntry, 'class' | 'level' | 'capabilities'>;

/** A tool that plays a part, with the access by which it does. */
export interface PlayedBy<Tool extends Player> {
  readonly tool: Tool;
  /** Labels of its capabilities, in the middle of a sentence: "reads messages". */
  readonly access: readonly string[];
}

/** One part of a combination, with the tools that play it. */
export interface CombinationPart<Tool extends Player> {
  /** What the part is: "Private data". */
  readonly label: string;
  /** In the order in which the tools were given. */
  readonly tools: readonly PlayedBy<Tool>[];
}

/** Access that is harmless by itself, or less harmful, and dangerous together. */
export interface Combination<Tool extends Player> {
  readonly id: string;
  readonly label: string;
  /** What the tools make possible, in a full sentence. */
  readonly sentence: string;
  /** Id of the attack pattern that describes it. The catalogue of an operator may not have it. */
  readonly attack: string;
  readonly parts: readonly CombinationPart<Tool>[];
  /** Tools that play every part by themselves. */
  readonly alone: readonly Tool[];
}

/**
 * The dangerous combinations that some tools make possible together, by the access that each of them gives. Whether anybody
 * ever combined them is not known here.
 */
export function findCombinations<Tool extends Player>(tools: readonly Tool[]): Combination<Tool>[] {
  return combinationRules.flatMap(({ id, label, outcome, attack, roles }) => {
    const parts = roles.map((role) => castRole(role, tools));
    if (parts.some((part) => part.tools.length === 0)) return [];
    const alone = tools.filter((tool) => roles.every((role) => accessFor(role, tool).length > 0));
    const players = new Set(parts.flatMap((part) => part.tools.map(({ tool }) => tool)));
    const subject = players.size === 1 ? 'This tool alone lets' : 'Taken together, these tools let';
    return [{ id, label, sentence: `${subject} ${outcome}.`, attack, parts, alone }];
  });
}

/** The parts of the first combination, that of private data, untrusted text and a way out, which some tools can play. */
export function findContributions<Tool extends Player>(tools: readonly Tool[]): CombinationPart<Tool>[] {
  return flowOut.map((role) => castRole(role, tools)).filter((part) => part.tools.length > 0);
}

/** The names of all combinations that are looked for, in the middle of a sentence. */
export function combinationLabels(): string[] {
  return combinationRules.map(({ label }) => lowerFirst(label));
}

/** A part that a tool can play, decided by its access. */
interface Role {
  readonly label: string;
  /** One of them is enough. */
  readonly capabilities: readonly Capability[];
  /** Whether the given tool plays the part by this capability; when absent it does. */
  readonly counts?: (capability: Capability, tool: Player) => boolean;
}

interface CombinationRule {
  readonly id: string;
  readonly label: string;
  /** What becomes possible, after "let". */
  readonly outcome: string;
  readonly attack: string;
  readonly roles: readonly Role[];
}

/** Reading at level low brings in nothing private and nothing hostile. */
const bringsIn = (_capability: Capability, { class: riskClass, level }: Player): boolean =>
  riskClass !== 'read' || level !== 'low';

const privateData: Role = {
  label: 'Private data',
  capabilities: [
    'pii-read',
    'secrets-read',
    'messaging-read',
    'filesystem-read',
    'repo-read',
    'database-query',
  ],
  counts: bringsIn,
};
const strangersText: Role = {
  label: 'Text that strangers can write',
  capabilities: ['untrusted-ingest'],
  counts: bringsIn,
};
const wayOut: Role = {
  label: 'A way out',
  capabilities: ['network-egress', 'messaging-send', 'repo-write', 'shell-exec'],
};
const commands: Role = { label: 'Commands or code', capabilities: ['shell-exec'] };

const flowOut: readonly Role[] = [
  privateData,
  strangersText,
  {
    ...wayOut,
    capabilities: [...wayOut.capabilities, 'database-query'],
    // A statement that writes can leave data in a row that others are shown, such as an answer to a ticket.
    counts: (capability, { class: riskClass }) => capability !== 'database-query' || riskClass === 'execute',
  },
];

const combinationRules: readonly CombinationRule[] = [
  {
    id: 'flow-out',
    label: 'Private data, untrusted text and a way out',
    outcome: 'text that a stranger wrote make an agent send private data to where that stranger can read it',
    attack: 'lethal-trifecta-exfiltration',
    roles: flowOut,
  },
  {
    id: 'secrets-out',
    label: 'Secrets and a way out',
    outcome: 'an agent that is misled read secrets and send them out',
    attack: 'secret-exfiltration',
    roles: [{ label: 'Secrets', capabilities: ['secrets-read'] }, wayOut],
  },
  {
    id: 'keys-out',
    label: 'New keys and a way out',
    outcome: 'an agent that is misled create a key and hand it to somebody who keeps it after the session',
    attack: 'api-key-minting',
    roles: [{ label: 'New keys', capabilities: ['key-issuance'] }, wayOut],
  },
  {
    id: 'text-to-commands',
    label: 'Untrusted text and commands',
    outcome: 'text that a stranger wrote lead to commands or code that nobody asked for',
    attack: 'code-execution-hijack',
    roles: [strangersText, commands],
  },
  {
    id: 'settings-to-commands',
    label: 'Settings and commands',
    outcome: 'an agent that is misled change settings or files first, and run commands or code after that',
    attack: 'agent-config-tampering',
    roles: [
      {
        label: 'Settings or files that can be written',
        capabilities: ['config-write', 'filesystem-write'],
        // What a browser saves is its own recording, not text of the caller's choice; a tool that runs commands needs no other to
        // write files.
        counts: (capability, tool) =>
          capability !== 'filesystem-write' ||
          !tool.capabilities.some((id) => id === 'browser-control' || id === 'shell-exec'),
      },
      commands,
    ],
  },
  {
    id: 'text-to-code',
    label: 'Untrusted text and source code or builds',
    outcome: 'text that a stranger wrote end in a change of source code, a build or a deployment',
    attack: 'repo-cicd-backdoor',
    roles: [
      strangersText,
      {
        label: 'Source code, builds or deployments',
        capabilities: ['repo-write', 'cicd'],
        // Changes of code are high; issues, branches and the like are not.
        counts: (_capability, { class: riskClass, level }) =>
          riskClass !== 'read' && levelRank[level] >= levelRank.high,
      },
    ],
  },
  {
    id: 'text-to-memory',
    label: 'Untrusted text and memory',
    outcome: 'text that a stranger wrote settle in the memory of an agent, where it steers later sessions',
    attack: 'memory-context-poisoning',
    roles: [strangersText, { label: 'Memory that can be written', capabilities: ['memory-write'] }],
  },
  {
    id: 'text-to-schedule',
    label: 'Untrusted text and scheduled work',
    outcome: 'text that a stranger wrote set up work that goes on when the session is over',
    attack: 'scheduled-persistence',
    roles: [strangersText, { label: 'Scheduled work', capabilities: ['schedule-webhook'] }],
  },
  {
    id: 'text-to-payment',
    label: 'Untrusted text and payments',
    outcome: 'text that a stranger wrote lead to a payment',
    attack: 'unauthorised-payment',
    roles: [strangersText, { label: 'Payments', capabilities: ['payment'] }],
  },
];

function castRole<Tool extends Player>(role: Role, tools: readonly Tool[]): CombinationPart<Tool> {
  return {
    label: role.label,
    tools: tools.flatMap((tool): PlayedBy<Tool>[] => {
      const access = accessFor(role, tool);
      return access.length === 0
        ? []
        : [{ tool, access: access.map((id) => lowerFirst(capabilities[id].label)) }];
    }),
  };
}

/** The capabilities by which a tool plays a part; none when it does not. */
function accessFor(role: Role, tool: Player): Capability[] {
  return role.capabilities.filter(
    (id) => tool.capabilities.includes(id) && (role.counts?.(id, tool) ?? true),
  );
}
