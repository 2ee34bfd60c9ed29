/**
 * The content security policy. It makes no exception for inline code; WebAssembly is allowed because the index of prose needs it,
 * and forms may lead to the site itself, because the search box is one.
 * Pages repeat it in a `meta` element for hosts that cannot send headers.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
].join('; ');

/** The same for a `meta` element, where browsers do not obey `frame-ancestors`. */
export const contentSecurityPolicyMeta = contentSecurityPolicy.replace(" frame-ancestors 'none';", '');

/** The headers that every response of the site carries. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};
