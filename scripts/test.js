import './node-version.js';
void import('./test/main.js').then(function (main) {
  return main.main(process.argv.slice(2));
});
