/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.testsupport;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a test has opened. It is closed in the opposite order.
 */
public final class OpenResources implements AutoCloseable {

	private final Deque<AutoCloseable> open = new ArrayDeque<>();

	public <T extends AutoCloseable> T add(T opened) {
		this.open.push(opened);
		return opened;
	}

	@Override
	public void close() {
		while (!this.open.isEmpty()) {
			AutoCloseable each = this.open.pop();
			try {
				each.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException("Could not close " + each, ex);
			}
		}
	}

}
