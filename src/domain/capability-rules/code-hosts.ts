import { type CapabilityRule, changing } from './rule.ts';

/** Rules about source repositories. */
export const codeHostRules: readonly CapabilityRule[] = [
  {
    id: 'reads-repository',
    capability: 'repo-read',
    when: 'a reading tool returns source code, commits, branches, issues or pull requests',
    classes: ['read'],
    name: /\b(?:repos?|repositor(?:y|ies)|commits?|pull requests?|merge requests?|search code|code search|gists?|blame|git)\b/,
    lead: /\b(?:(?:GitHub|GitLab|Bitbucket) (?:repositor|project|issue|pull|merge|organi[sz]ation|code)|git (?:history|object|diff|status)|source repositor(?:y|ies)|pull requests?|merge requests?|git repositor(?:y|ies))/,
    unless: /\b(?:users?|members?|namespaces?|groups? members|deployment repository|docker|ecr|paper)\b/i,
  },
  {
    id: 'on-code-host',
    capability: 'repo-read',
    when: 'a reading tool of a code host is about what belongs to repositories',
    classes: ['read'],
    setting: /\b(?:github|gitlab|bitbucket|gitea|git|azure devops)\b/,
    unless:
      /\b(?:wikis?|work items?|organizations|pipelines?|timeline|list projects|project details|users?|members?|namespaces?|todos?|health|groups?\b(?! projects)|instructions|ci catalog|lint|me|whoami|workspaces?)\b/i,
  },
  {
    id: 'writes-repository',
    capability: 'repo-write',
    when: 'a changing tool acts on a repository, branch, commit or pull request',
    classes: changing,
    name: /\b(?:repos?|repositor(?:y|ies)|pull requests?|merge requests?|push files?|gists?|fork|git)\b/,
    lead: /\b(?:GitHub|GitLab|Bitbucket)\b[^.]{0,40}\b(?:repositor|branch|file|commit|issue|project)|\b(?:commits?|pushes|push) (?:\w+ ){0,3}to (?:an? |the )?(?:\w+ )?repositor|\bpull requests?\b|\bmerge requests?\b/,
    unless: /\b(?:users?|docker|ecr|helm repo|clone|working dir setting)\b/i,
  },
  {
    id: 'changes-code-host',
    capability: 'repo-write',
    when: 'a changing tool of a code host acts on what belongs to repositories',
    classes: changing,
    setting: /\b(?:github|gitlab|bitbucket|gitea|git|azure devops)\b/,
    unless: /\b(?:users?|namespaces?|clone|todos?|groups?)\b/i,
  },
];
