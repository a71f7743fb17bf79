/** In development, pages without the framework are loaded anew when the shop's sources change (vite.config.ts). */
import.meta.hot?.on('shop:changed', () => {
  location.reload();
});
