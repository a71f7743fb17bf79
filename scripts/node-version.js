// Imported first by what a person runs, and written so that a Node from long ago can read it.
var parts = process.versions.node.split('.');
var major = Number(parts[0]);
var minor = Number(parts[1]);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    'Holdfast needs Node.js 20.19 or newer, and this is ' +
      process.versions.node +
      '. Install a newer one from https://nodejs.org, then run this again.',
  );
  process.exit(1);
}
export {};
