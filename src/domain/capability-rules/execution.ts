import type { CapabilityRule } from './rule.ts';

/** Rules about commands, code and queries. */
export const executionRules: readonly CapabilityRule[] = [
  {
    id: 'runs-command',
    capability: 'shell-exec',
    when: 'an executing tool runs a command, code or a script',
    classes: ['execute'],
    name: /\b(?:shell|bash|terminal|command|cmd|exec|run script|code|python|javascript|eval|evaluate|notebook|sandbox|process|open session)\b/,
    lead: /\b(?:shell|bash|terminal|repl|(?:runs?|executes?|evaluat\w+) (?:\w+ ){0,4}(?:code|commands?|scripts?|snippets?)|javascript|expression|notebook|remote host)\b/i,
    argument:
      /\b(?:execute_?java_?script|javascript (?:code )?to (?:run|execute|evaluate)|(?:command|code|script) to (?:run|execute))\b/i,
    // A router takes the name of one of its own commands, not a command of a shell.
    context: /^(?![^]*\b(?:command router|sub-?\s?commands are routed))/i,
    unless: /\b(?:deploy\w*|workflow|pipeline|migrations?|sql|worker_?put)\b/i,
  },
  {
    id: 'queries-database',
    capability: 'database-query',
    when: 'the tool runs a query against a database',
    name: /\b(?:(?:execute|run|raw|query) (?:\w+ )?sql|execute sql|sql query|database query|query database|execute query|run query|esql|(?:execute |run |query )?(?:dql|spl|nrql|kql|soql|groq|promql|logql|hogql)|aggregate|query documents|sample data|preview rows|list records|search records|query (?:table|rows|collection|index|data source)|d1 query|kusto query|(?:read|write) query|query)\b$/,
    lead: /\b(?:(?:runs?|executes?|performs?) (?:\w+ ){0,4}(?:SQL|database)|SQL quer(?:y|ies)|database quer(?:y|ies)|ES\|QL|Cypher|GROQ|MongoDB (?:query|aggregation))\b/,
    unless: /\b(?:sql mode|logs? quer|specification|web|docs|documentation|events?|saved quer)\b/i,
  },
  {
    id: 'of-database',
    capability: 'database-query',
    when: 'a tool of a database server searches, finds, aggregates or counts rows or documents',
    setting:
      /\b(?:postgres|postgresql|mysql|mariadb|sqlite|mongodb|mongo|elasticsearch|opensearch|redis|clickhouse|snowflake|bigquery|duckdb|neo4j|cassandra|dynamodb|cockroach|mssql|oracle db|couchbase|pinecone|qdrant|milvus|weaviate|chroma)\b/,
    context: /\b(?:search|find|aggregate|count documents|query|select|execute)\b/i,
    unless:
      /\b(?:list|describe|schema|indexes|mappings|docs|documentation|status|stats|create|delete|drop|insert|upsert|update|explain|shards|alias|connect|rerank|cascading)\b/i,
  },
  {
    id: 'takes-sql',
    capability: 'database-query',
    when: 'a parameter takes SQL or a formula over rows',
    parameter: /^(?:sql|sql_?query|raw_?sql|filter_?by_?formula|groq|cypher|esql)$/i,
  },
];
