import { together } from './rooms';

together('store');
