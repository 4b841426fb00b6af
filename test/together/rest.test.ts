import { together } from './rooms';

together('rest');
