import { githubContract } from './contract.ts';
import { openLoopbackGitHub } from './loopback-github.ts';

githubContract('a GitHub in memory', openLoopbackGitHub);
