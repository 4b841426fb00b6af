import { together } from './rooms';

together('channels');
