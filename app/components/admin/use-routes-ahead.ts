import { useEffect } from 'react';

/**
 * Fetches the scripts of all routes that keep what they are sent. Left alone, the framework fetches a route's script
 * when it is first needed, and where it can't, loads the page anew: what was typed would be gone with it. They are put into
 * the browser's cache only: a module that was once imported in vain is not asked for again while the page is there.
 */
export function useRoutesAhead(): void {
  useEffect(() => {
    const ahead = () => void fetchAhead();
    ahead();
    window.addEventListener('online', ahead);
    return () => window.removeEventListener('online', ahead);
  }, []);
}

async function fetchAhead(): Promise<void> {
  const routes = Object.values(window.__remixManifest.routes).filter(
    ({ id, hasClientAction }) => hasClientAction && id.startsWith('routes/admin'),
  );
  const scripts = new Set(routes.flatMap(({ imports = [], module }) => [...imports, module]));
  for (const script of scripts) await fetch(script, { priority: 'low' }).catch(() => undefined);
}
