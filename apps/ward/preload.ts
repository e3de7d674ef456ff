import '@healthcare/desktop/preload';
