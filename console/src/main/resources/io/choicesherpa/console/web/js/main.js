import {applyTheme} from './base/theme.js';
import './app/console-app.js';

applyTheme();
