import { useEffect } from 'react';

/**
 * Fetches the scripts of all routes that keep what they are sent. Left alone, the framework fetches a route's script
 * when it is first needed, and where it can't, loads the page anew: what was typed would be gone with it.
 */
export function useRoutesAhead(): void {
  useEffect(() => void fetchAhead(), []);
}

async function fetchAhead(): Promise<void> {
  const routes = Object.values(window.__remixManifest.routes);
  for (const { id, module, hasClientAction } of routes) {
    if (!hasClientAction || !id.startsWith('routes/admin')) continue;
    // One that does not come now may come when it is needed.
    await import(/* @vite-ignore */ module).catch(() => undefined);
  }
}
