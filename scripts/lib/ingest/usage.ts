/** How the command is used. */
export const usage = `Usage: npm run ingest -- <where from> [options]

Where from, exactly one of:
  --npm <package>[@<version>]  installs the package in a temporary folder, starts it, asks it and removes it again.
                               Install scripts do not run; --allow-scripts for the few packages that need theirs
  --stdio "<command>"          starts this server; no shell is involved
  --http <address>             asks a server at its address, over streamable HTTP or, if it only speaks that, SSE
  --from-file <file>           reads a saved answer to tools/list
  --config <file>              captures every server of an mcp.json: of Claude Desktop, Cursor, VS Code and the like
  --again [<server> …]         captures recorded servers once more, all when none is named: the newest version of a
                               package, or with --pinned the recorded one
Servers are asked for tools/list and stopped; no tool is ever called.

For one server:
  --id <id>             id of the record: lower-case letters and digits, joined by single dashes. With --npm it is made
                        from the name of the package when not given: its words without "mcp" and "server", or its scope
  --name <name>         display name; that of the record or, with --npm, made from the id when not given
  --args "<words>"      arguments of the server of a package (--npm, --again)
  --bin <program>       the program of a package that has several (--npm)
  --header "Name: value"  header of each request, may be repeated (--http, --again); never recorded
  --command <command>   command to show to readers and to capture again by, when another one was run
  --licence, --package, --version, --repository <text>
                        facts about the source, when its package does not state them
  --note <text>         something that a reader should know; may be repeated

For all:
  --env NAME=value      variable for the server, may be repeated; --env NAME takes it from your environment. Names are
                        recorded, values never. With several servers each gets only those that its entry or record names;
                        fills in \${input:NAME} too. A server started by npx behind a proxy: --env HTTPS_PROXY
  --out <folder>        content folder; CONTENT_DIR or ./content when not given
  --timeout <seconds>   how long to wait for each server: 60 when not given
  --concurrency <n>     how many servers at a time: 2 when not given
  --check               writes nothing and prints what changed; exit code 1 when a tool got riskier (--again)`;
