import { useEffect, useLayoutEffect } from 'react';

/** `useLayoutEffect` in the browser; nothing on the server, which React would warn of. */
export const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;
