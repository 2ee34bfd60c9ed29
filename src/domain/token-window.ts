/** The context window that definitions are compared with, in tokens. */
export const contextWindow = 200_000;

/** How tokens are counted, for readers. */
export const tokenCountExplained =
  'Counted is the compact JSON of a function tool, with name, description and input schema, in the encoding o200k_base. Clients and models arrange definitions in their own ways and have encodings of their own, so what a session really takes differs.';

/** A share in percent with one decimal; what would be rounded to nothing says so. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return percent > 0 && percent < 0.05 ? 'less than 0.1%' : `${percent.toFixed(1)}%`;
}
