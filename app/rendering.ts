import { createContext } from 'react';

/** What the server knows while it renders a page, and the browser never does. */
export type Rendering = {
  /** Goes as `nonce` on each script of ours: entry.server finds them by it, and takes it away. */
  scriptMark?: string;
  /** Names the request, as in the log. */
  requestId?: string;
};

export const RenderingContext = createContext<Rendering>({});
