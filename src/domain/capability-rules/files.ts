import { type CapabilityRule, changing } from './rule.ts';

const file = String.raw`(?:files?|director(?:y|ies)|folders?|file ?system|paths?)\b`;
/** Servers whose files are not files of a machine. */
const elsewhere =
  /\b(?:git ?hub|git ?lab|bitbucket|gitea|repo|repository|pull request|merge request|commit|bucket|drive|drive ?items?|onedrive|sharepoint|dropbox|blob|figma|campaign|assets?|mail|contacts?|solution|canned|media library|messages?|calendar|board)\b/i;

/** Rules about files and directories of a machine. */
export const fileRules: readonly CapabilityRule[] = [
  {
    id: 'reads-file',
    capability: 'filesystem-read',
    when: 'a reading tool is about files or directories on a machine',
    classes: ['read'],
    name: new RegExp(String.raw`\b(?:${file}|sftp)`),
    context: /\b(?:path|director(?:y|ies)|file system|filesystem|disk|local|sftp)/i,
    unless: elsewhere,
  },
  {
    id: 'reads-path',
    capability: 'filesystem-read',
    when: 'a tool takes a path on a machine from which it reads or uploads',
    classes: ['read', 'write', 'execute'],
    parameter:
      /^(?:paths?|file_?paths?|filename|directory|dir|folder_?path|root_?path|project_?root|local_?path|working_?dir(?:ectory)?)$/i,
    context:
      /\b(?:read(?:s|ing)?|upload(?:s|ing)?|search(?:es)?|list(?:s|ing)?|show|view|parse|load(?:s|ed)?|get|restore|drop|from (?:a )?(?:local )?file)\b[^\n]{0,80}\b(?:files?|director(?:y|ies)|folders?|disk|local)\b/i,
    unless: new RegExp(`${elsewhere.source}|\\bsave\\b|\\bwrite\\b|\\bcreate\\b`, 'i'),
  },
  {
    id: 'takes-local-path',
    capability: 'filesystem-read',
    when: 'a reading tool, or one that runs or deploys something, takes a path on the machine',
    classes: ['read', 'execute'],
    argument:
      /^(?:\w*[a-z](?:Path|Paths|Dir|Directory|File|FilePath)|(?:\w+_)?(?:paths?|dir|directory|file|file_path|filepath|workspace)|path|directory): [^\n]*\b(?:[aA]bsolute|[lL]ocal|[pP]ath (?:to|of)|(?:[wW]orking|[pP]roject|[oO]utput) [dD]irectory|[oO]n disk|\.app)\b/,
    unless: elsewhere,
  },
  {
    id: 'loads-path',
    capability: 'filesystem-read',
    when: 'something is installed, loaded or deployed from a path on the machine',
    classes: ['write', 'execute'],
    name: /\b(?:install app|deploy (?:metadata|site|function)|upload|load|import|attachment|file send)\b/,
    context: /\b(?:local|directory|path|file_?path|\.app|\.apk)\b/i,
    unless: elsewhere,
  },
  {
    id: 'writes-file',
    capability: 'filesystem-write',
    when: 'a changing tool acts on files or directories of a machine',
    classes: ['write', 'destructive'],
    name: /\b(?:files?|director(?:y|ies)|folders?|pdf save|sftp upload)\b/,
    context: /\b(?:path|director(?:y|ies)|file system|filesystem|disk|local|sftp)/i,
    unless: new RegExp(`${elsewhere.source}|\\bfile upload\\b|\\bupload (?:one|a|multiple) `, 'i'),
  },
  {
    id: 'writes-path',
    capability: 'filesystem-write',
    when: 'a changing tool takes a path or file name to which it writes',
    classes: changing,
    argument:
      /^(?:path|file_?path|filename|output_?(?:path|file|dir)?|dest(?:ination)?_?(?:path|file)?|save_?(?:path|to)|directory|target_?path|local_?path): [^\n]*\b(?:sav(?:e|ed|es|ing)|writt?en?|output|download(?:ed)?|stor(?:e|ed)|clon(?:e|ed))\b/i,
  },
  {
    id: 'writes-below',
    capability: 'filesystem-write',
    when: 'a changing tool takes the path of a file or of a project whose files it changes',
    classes: ['write', 'destructive'],
    parameter:
      /^(?:path|file_?path|output_?(?:path|file|dir)|dest(?:ination)?_?(?:path|file)?|save_?(?:path|to)|directory|project_?root)$/i,
    context: /\b(?:files?|director|folder|disk|tasks?\.json)/i,
    unless: new RegExp(`${elsewhere.source}|\\b(?:attach\\w*|upload\\w*|send|import\\w*|shar\\w+)\\b`, 'i'),
  },
  {
    id: 'changes-working-tree',
    capability: 'filesystem-write',
    when: 'a working tree is changed',
    classes: changing,
    name: /\b(?:git (?:checkout|pull|merge|rebase|reset|stash|cherry pick|worktree|apply|clone|clean|restore|revert))\b/,
  },
];
