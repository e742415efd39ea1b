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

package io.zmqspring.replay.store;

import org.jspecify.annotations.Nullable;

/**
 * An element of a list in the order in which the elements were added. One more element
 * stands for both ends of the list: its newer one is the oldest one, its older one is the
 * newest one. Guarded by the lock of the index.
 *
 * @param <E> the type of the elements
 */
abstract class Linked<E extends Linked<E>> {

	@Nullable E older;

	@Nullable E newer;

	abstract E self();

	/**
	 * Become the ends of an empty list.
	 */
	final void clear() {
		this.older = self();
		this.newer = self();
	}

	/**
	 * Become the newest element.
	 * @param ends the ends of the list
	 */
	final void link(E ends) {
		E newest = ends.older;
		this.older = newest;
		this.newer = ends;
		newest.newer = self();
		ends.older = self();
	}

	/**
	 * Leave the list.
	 */
	final void unlink() {
		this.older.newer = this.newer;
		this.newer.older = this.older;
	}

}
