import './node-version.js';
void import('./deploy/main.js').then(function (deploy) {
  return deploy.main();
});
