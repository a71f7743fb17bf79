import type { Page } from '@playwright/test';

/** Where a screen is looked at: the shop, and who is signed in. */
export type Setting = {
  databaseUrl: string;
  userId: string;
  /** Is told what to do when the screen was looked at. */
  afterwards: (end: () => Promise<unknown>) => void;
};

/** A screen of the admin that no address alone leads to. */
export type Screen = {
  name: string;
  /** Brings it about. */
  open: (page: Page, setting: Setting) => Promise<void>;
};
