import { together } from './rooms';

together('scripts1');
