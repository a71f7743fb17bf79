import '@remix-run/node';

declare module '@remix-run/node' {
  // Loader data keeps its types: single fetch sends it without JSON's losses.
  interface Future {
    v3_singleFetch: true;
  }
}
