import { together } from './rooms';

together('scripts2');
