import type { CatalogueListener } from '~/db.server';

/**
 * Whether each change of the catalogue is heard; 'soon' when that is only a moment's question. At the start it isn't:
 * anything may have changed since the pages were made that the disk has, so they are made anew before they are served.
 */
export function hearing({
  state,
  gaps,
}: Pick<CatalogueListener, 'state' | 'gaps'>): 'yes' | 'soon' | 'no' {
  if (state === 'listening') return 'yes';
  return state === 'connecting' && gaps >= 0 ? 'soon' : 'no';
}
