"""What only a browser can judge: axe-core's rules, the console, requests, layout, the keyboard, paper."""
