/** One entry of a public framework. */
export interface FrameworkEntry {
  /** Exact title, as the framework has it. */
  readonly title: string;
  /** Id of the technique of which this is a part; its title alone would not say what it is. */
  readonly parent?: string;
}

/** A public framework that patterns are mapped to. */
export interface Framework {
  /** Name, for headings. */
  readonly label: string;
  /** Path segment of its page. */
  readonly slug: string;
  /** Edition whose ids and titles stand here. */
  readonly edition: string;
  /** Page of the framework. */
  readonly url: string;
  /** What a reader should know of the entries: where they were read, what is missing. */
  readonly note: string;
  /** Its entries by id, in order. */
  readonly entries: Readonly<Record<string, FrameworkEntry>>;
}

/** The frameworks with the ids and titles that records may use. */
export const frameworks = {
  owaspMcp: {
    label: 'OWASP MCP Top 10',
    slug: 'owasp-mcp',
    edition: '2025, beta',
    url: 'https://owasp.org/www-project-mcp-top-10/',
    note: 'Ids and titles of the project’s index page, which calls itself a beta; older texts title MCP06 differently.',
    entries: {
      'MCP01:2025': { title: 'Token Mismanagement & Secret Exposure' },
      'MCP02:2025': { title: 'Privilege Escalation via Scope Creep' },
      'MCP03:2025': { title: 'Tool Poisoning' },
      'MCP04:2025': { title: 'Software Supply Chain Attacks & Dependency Tampering' },
      'MCP05:2025': { title: 'Command Injection & Execution' },
      'MCP06:2025': { title: 'Intent Flow Subversion' },
      'MCP07:2025': { title: 'Insufficient Authentication & Authorization' },
      'MCP08:2025': { title: 'Lack of Audit and Telemetry' },
      'MCP09:2025': { title: 'Shadow MCP Servers' },
      'MCP10:2025': { title: 'Context Injection & Over-Sharing' },
    },
  },
  owaspLlm: {
    label: 'OWASP Top 10 for LLM Applications',
    slug: 'owasp-llm',
    edition: '2025',
    url: 'https://owasp.org/www-project-top-10-for-large-language-model-applications/',
    note: 'Ids and titles of the entries of the 2025 edition.',
    entries: {
      'LLM01:2025': { title: 'Prompt Injection' },
      'LLM02:2025': { title: 'Sensitive Information Disclosure' },
      'LLM03:2025': { title: 'Supply Chain' },
      'LLM04:2025': { title: 'Data and Model Poisoning' },
      'LLM05:2025': { title: 'Improper Output Handling' },
      'LLM06:2025': { title: 'Excessive Agency' },
      'LLM07:2025': { title: 'System Prompt Leakage' },
      'LLM08:2025': { title: 'Vector and Embedding Weaknesses' },
      'LLM09:2025': { title: 'Misinformation' },
      'LLM10:2025': { title: 'Unbounded Consumption' },
    },
  },
  owaspAgentic: {
    label: 'OWASP Top 10 for Agentic Applications',
    slug: 'owasp-agentic',
    edition: '2026',
    url: 'https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/',
    note: 'Ids and titles as the project’s own tracker of exploits and incidents uses them; the published document was not read.',
    entries: {
      ASI01: { title: 'Agent Goal Hijack' },
      ASI02: { title: 'Tool Misuse & Exploitation' },
      ASI03: { title: 'Identity & Privilege Abuse' },
      ASI04: { title: 'Agentic Supply Chain Vulnerabilities' },
      ASI05: { title: 'Unexpected Code Execution (RCE)' },
      ASI06: { title: 'Memory & Context Poisoning' },
      ASI07: { title: 'Insecure Inter-Agent Communication' },
      ASI08: { title: 'Cascading Failures' },
      ASI09: { title: 'Human-Agent Trust Exploitation' },
      ASI10: { title: 'Rogue Agents' },
    },
  },
  atlas: {
    label: 'MITRE ATLAS',
    slug: 'atlas',
    edition: '5.6.0',
    url: 'https://atlas.mitre.org/',
    note: 'Techniques that bear on agents and their tools, from the published data of version 5.6.0; the framework has more.',
    entries: {
      'AML.T0010': { title: 'AI Supply Chain Compromise' },
      'AML.T0010.001': { title: 'AI Software', parent: 'AML.T0010' },
      'AML.T0010.005': { title: 'AI Agent Tool', parent: 'AML.T0010' },
      'AML.T0011': { title: 'User Execution' },
      'AML.T0011.001': { title: 'Malicious Package', parent: 'AML.T0011' },
      'AML.T0011.002': { title: 'Poisoned AI Agent Tool', parent: 'AML.T0011' },
      'AML.T0011.003': { title: 'Malicious Link', parent: 'AML.T0011' },
      'AML.T0012': { title: 'Valid Accounts' },
      'AML.T0029': { title: 'Denial of AI Service' },
      'AML.T0034': { title: 'Cost Harvesting' },
      'AML.T0034.000': { title: 'Excessive Queries', parent: 'AML.T0034' },
      'AML.T0034.001': { title: 'Resource-Intensive Queries', parent: 'AML.T0034' },
      'AML.T0034.002': { title: 'Agentic Resource Consumption', parent: 'AML.T0034' },
      'AML.T0037': { title: 'Data from Local System' },
      'AML.T0048': { title: 'External Harms' },
      'AML.T0048.000': { title: 'Financial Harm', parent: 'AML.T0048' },
      'AML.T0049': { title: 'Exploit Public-Facing Application' },
      'AML.T0050': { title: 'Command and Scripting Interpreter' },
      'AML.T0051': { title: 'LLM Prompt Injection' },
      'AML.T0051.000': { title: 'Direct', parent: 'AML.T0051' },
      'AML.T0051.001': { title: 'Indirect', parent: 'AML.T0051' },
      'AML.T0051.002': { title: 'Triggered', parent: 'AML.T0051' },
      'AML.T0052': { title: 'Phishing' },
      'AML.T0053': { title: 'AI Agent Tool Invocation' },
      'AML.T0055': { title: 'Unsecured Credentials' },
      'AML.T0057': { title: 'LLM Data Leakage' },
      'AML.T0060': { title: 'Publish Hallucinated Entities' },
      'AML.T0067': { title: 'LLM Trusted Output Components Manipulation' },
      'AML.T0068': { title: 'LLM Prompt Obfuscation' },
      'AML.T0073': { title: 'Impersonation' },
      'AML.T0074': { title: 'Masquerading' },
      'AML.T0077': { title: 'LLM Response Rendering' },
      'AML.T0078': { title: 'Drive-by Compromise' },
      'AML.T0080': { title: 'AI Agent Context Poisoning' },
      'AML.T0080.000': { title: 'Memory', parent: 'AML.T0080' },
      'AML.T0080.001': { title: 'Thread', parent: 'AML.T0080' },
      'AML.T0081': { title: 'Modify AI Agent Configuration' },
      'AML.T0082': { title: 'RAG Credential Harvesting' },
      'AML.T0083': { title: 'Credentials from AI Agent Configuration' },
      'AML.T0084': { title: 'Discover AI Agent Configuration' },
      'AML.T0084.001': { title: 'Tool Definitions', parent: 'AML.T0084' },
      'AML.T0084.003': { title: 'Call Chains', parent: 'AML.T0084' },
      'AML.T0085': { title: 'Data from AI Services' },
      'AML.T0085.001': { title: 'AI Agent Tools', parent: 'AML.T0085' },
      'AML.T0086': { title: 'Exfiltration via AI Agent Tool Invocation' },
      'AML.T0091': { title: 'Use Alternate Authentication Material' },
      'AML.T0091.000': { title: 'Application Access Token', parent: 'AML.T0091' },
      'AML.T0093': { title: 'Prompt Infiltration via Public-Facing Application' },
      'AML.T0094': { title: 'Delay Execution of LLM Instructions' },
      'AML.T0096': { title: 'AI Service API' },
      'AML.T0098': { title: 'AI Agent Tool Credential Harvesting' },
      'AML.T0099': { title: 'AI Agent Tool Data Poisoning' },
      'AML.T0100': { title: 'AI Agent Clickbait' },
      'AML.T0101': { title: 'Data Destruction via AI Agent Tool Invocation' },
      'AML.T0102': { title: 'Generate Malicious Commands' },
      'AML.T0103': { title: 'Deploy AI Agent' },
      'AML.T0104': { title: 'Publish Poisoned AI Agent Tool' },
      'AML.T0105': { title: 'Escape to Host' },
      'AML.T0106': { title: 'Exploitation for Credential Access' },
      'AML.T0107': { title: 'Exploitation for Defense Evasion' },
      'AML.T0108': { title: 'AI Agent' },
      'AML.T0109': { title: 'AI Supply Chain Rug Pull' },
      'AML.T0110': { title: 'AI Agent Tool Poisoning' },
      'AML.T0111': { title: 'AI Supply Chain Reputation Inflation' },
      'AML.T0112': { title: 'Machine Compromise' },
      'AML.T0112.000': { title: 'Local AI Agent', parent: 'AML.T0112' },
      'AML.T0112.001': { title: 'AI Artifacts', parent: 'AML.T0112' },
    },
  },
  cwe: {
    label: 'CWE',
    slug: 'cwe',
    edition: 'as read in OWASP documents and CVE records',
    url: 'https://cwe.mitre.org/',
    note: 'Weaknesses that CVE records of the incidents name, and those that describe a pattern; the list has many more.',
    entries: {
      'CWE-20': { title: 'Improper Input Validation' },
      'CWE-22': { title: "Improper Limitation of a Pathname to a Restricted Directory ('Path Traversal')" },
      'CWE-59': { title: "Improper Link Resolution Before File Access ('Link Following')" },
      'CWE-74': {
        title:
          "Improper Neutralization of Special Elements in Output Used by a Downstream Component ('Injection')",
      },
      'CWE-77': {
        title: "Improper Neutralization of Special Elements used in a Command ('Command Injection')",
      },
      'CWE-78': {
        title: "Improper Neutralization of Special Elements used in an OS Command ('OS Command Injection')",
      },
      'CWE-88': {
        title: "Improper Neutralization of Argument Delimiters in a Command ('Argument Injection')",
      },
      'CWE-89': {
        title: "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')",
      },
      'CWE-94': { title: "Improper Control of Generation of Code ('Code Injection')" },
      'CWE-116': { title: 'Improper Encoding or Escaping of Output' },
      'CWE-200': { title: 'Exposure of Sensitive Information to an Unauthorized Actor' },
      'CWE-201': { title: 'Exposure of Sensitive Information Through Sent Data' },
      'CWE-250': { title: 'Execution with Unnecessary Privileges' },
      'CWE-269': { title: 'Improper Privilege Management' },
      'CWE-284': { title: 'Improper Access Control' },
      'CWE-285': { title: 'Improper Authorization' },
      'CWE-287': { title: 'Improper Authentication' },
      'CWE-306': { title: 'Missing Authentication for Critical Function' },
      'CWE-312': { title: 'Cleartext Storage of Sensitive Information' },
      'CWE-330': { title: 'Use of Insufficiently Random Values' },
      'CWE-345': { title: 'Insufficient Verification of Data Authenticity' },
      'CWE-346': { title: 'Origin Validation Error' },
      'CWE-352': { title: 'Cross-Site Request Forgery (CSRF)' },
      'CWE-353': { title: 'Missing Support for Integrity Check' },
      'CWE-362': {
        title: "Concurrent Execution using Shared Resource with Improper Synchronization ('Race Condition')",
      },
      'CWE-384': { title: 'Session Fixation' },
      'CWE-400': { title: 'Uncontrolled Resource Consumption' },
      'CWE-441': { title: "Unintended Proxy or Intermediary ('Confused Deputy')" },
      'CWE-451': { title: 'User Interface (UI) Misrepresentation of Critical Information' },
      'CWE-494': { title: 'Download of Code Without Integrity Check' },
      'CWE-506': { title: 'Embedded Malicious Code' },
      'CWE-522': { title: 'Insufficiently Protected Credentials' },
      'CWE-538': { title: 'Insertion of Sensitive Information into Externally-Accessible File or Directory' },
      'CWE-613': { title: 'Insufficient Session Expiration' },
      'CWE-639': { title: 'Authorization Bypass Through User-Controlled Key' },
      'CWE-668': { title: 'Exposure of Resource to Wrong Sphere' },
      'CWE-669': { title: 'Incorrect Resource Transfer Between Spheres' },
      'CWE-693': { title: 'Protection Mechanism Failure' },
      'CWE-732': { title: 'Incorrect Permission Assignment for Critical Resource' },
      'CWE-770': { title: 'Allocation of Resources Without Limits or Throttling' },
      'CWE-798': { title: 'Use of Hard-coded Credentials' },
      'CWE-799': { title: 'Improper Control of Interaction Frequency' },
      'CWE-829': { title: 'Inclusion of Functionality from Untrusted Control Sphere' },
      'CWE-834': { title: 'Excessive Iteration' },
      'CWE-840': { title: 'Business Logic Errors' },
      'CWE-841': { title: 'Improper Enforcement of Behavioral Workflow' },
      'CWE-863': { title: 'Incorrect Authorization' },
      'CWE-918': { title: 'Server-Side Request Forgery (SSRF)' },
      'CWE-1188': { title: 'Insecure Default Initialization of Resource' },
      'CWE-1357': { title: 'Reliance on Insufficiently Trustworthy Component' },
      'CWE-1427': { title: 'Improper Neutralization of Input Used for LLM Prompting' },
    },
  },
} as const satisfies Record<string, Framework>;

/** Id of a framework, as records name it. */
export type FrameworkId = keyof typeof frameworks;
