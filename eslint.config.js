import { defineConfig, globalIgnores } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

/**
 * Which layer may import what of ours. Arrows point one way: content → schema → records, domain → site → pages → components.
 * `uses` are regular expressions for what follows the `#`; `types` are those of which only types may be imported;
 * `node: false` says that the code also runs in a browser.
 */
const layers = [
  { files: ['src/schema/**'], uses: ['schema/'], types: [], node: false },
  {
    files: ['src/records/**'],
    uses: ['records/', 'schema/', 'domain/(?:slug|policy/recommend)\\.ts$'],
    types: [],
    node: true,
  },
  { files: ['src/domain/**'], uses: ['domain/', 'schema/'], types: [], node: false },
  { files: ['src/client/**'], uses: ['client/', 'domain/', 'schema/'], types: [], node: false },
  { files: ['src/site/**'], uses: ['site/', 'records/', 'domain/', 'schema/'], types: [], node: true },
  // Components take what they show as props. Addresses, words and highlighting are pure functions, so they may call those.
  {
    files: ['src/components/**'],
    uses: ['components/', 'client/', 'domain/', 'schema/', 'site/(?!load)'],
    types: [],
    node: false,
  },
  // A guide is rendered from prose that cannot pass props to its tables.
  {
    files: ['src/components/guide/**'],
    uses: ['components/', 'domain/', 'schema/', 'site/'],
    types: [],
    node: false,
  },
  // A layout is the frame of every page: it asks for the operator's choices itself, so that no page has to pass them on.
  {
    files: ['src/layouts/**'],
    uses: ['components/', 'layouts/', 'client/', 'site/', 'domain/', 'schema/'],
    types: [],
    node: false,
  },
  {
    files: ['src/pages/**'],
    uses: ['components/', 'layouts/', 'client/', 'site/', 'records/', 'domain/', 'schema/'],
    types: [],
    node: true,
  },
];

/** Only these files read the content store. */
const storeReaders = ['src/site/load.ts'];

const noRelativeCrossing = {
  regex:
    '^\\.\\./(?:\\.\\./|(?:.*/)?(?:schema|records|domain|site|client|components|layouts|pages|scripts)/)',
  message: 'Write an import of another layer as #layer/file.ts.',
};

const noStoreReading = {
  name: 'astro:content',
  importNames: ['getCollection', 'getEntry', 'getEntries', 'getLiveCollection', 'getLiveEntry'],
  message: 'Only src/site/load.ts reads the content store; ask it.',
};

/** @param {(typeof layers)[number]} layer */
function restrictImports({ files, uses, types, node }) {
  const allowed = [...uses, ...types].join('|');
  const patterns = [
    noRelativeCrossing,
    {
      regex: `^#(?!${allowed})`,
      message: `This layer may import only ${[...uses, ...types].join(', ')} of ours.`,
    },
    ...types.map((type) => ({
      regex: `^#${type}`,
      allowTypeImports: true,
      message: 'Of this layer only types may be imported: values come as props.',
    })),
    ...(node ? [] : [{ regex: '^node:', message: 'This layer also runs in a browser.' }]),
  ];
  return {
    name: `layers: ${files.join(', ')}`,
    files,
    // Tests stand beside the modules and may read files.
    ignores: ['**/*.test.ts', '**/*.fixture.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [noStoreReading], patterns }] },
  };
}

export default defineConfig(
  globalIgnores(['dist/', '.astro/', '.cache/', 'content/', 'public/']),
  tseslint.configs.strictTypeChecked,
  astro.configs.recommended,
  {
    name: 'language',
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-console': 'off',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [noStoreReading], patterns: [noRelativeCrossing] },
      ],
    },
  },
  {
    name: 'same input, same output',
    files: ['src/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
          message: 'A build must not depend on when it runs. "Now" is the newest capture date in the data.',
        },
        {
          selector: ':matches(NewExpression, CallExpression)[callee.name="Date"][arguments.length=0]',
          message: 'A build must not depend on when it runs. "Now" is the newest capture date in the data.',
        },
        {
          selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
          message: 'A build must not depend on chance.',
        },
      ],
    },
  },
  {
    name: 'the vocabulary is closed',
    files: ['src/domain/**'],
    rules: { '@typescript-eslint/switch-exhaustiveness-check': 'error' },
  },
  layers.map(restrictImports),
  {
    name: 'the one reader of the content store',
    files: storeReaders,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            noRelativeCrossing,
            { regex: '^#(?:scripts|components|layouts|client)/', message: 'The site layer shows nothing.' },
          ],
        },
      ],
    },
  },
  {
    name: 'files without types',
    files: ['**/*.{js,mjs,cjs,astro}', '**/*.astro/*.{js,ts}'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
