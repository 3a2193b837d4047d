process.argv[2] = 'task';
await import('./index.js');
