import { together } from './rooms';

together('conversation2');
