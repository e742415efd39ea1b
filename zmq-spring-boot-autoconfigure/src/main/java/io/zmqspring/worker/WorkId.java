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

package io.zmqspring.worker;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.zmqspring.wire.Correlation;

/**
 * The identity of an item of work: its correlation value and its content, because another
 * controller, or a restarted one, may use the same values again. Both are compared as a
 * whole, large content by its SHA-256, so that nobody can forge the identity of other
 * work. Ordered, because a map compares keys of the same hash by their order, and a peer
 * can choose values of the same hash.
 */
final class WorkId implements Comparable<WorkId> {

	private static final int LARGEST_KEPT = 1024;

	private static final byte[] NO_CONTENT = {};

	private final Correlation.Value value;

	private final byte[] content;

	private final int length;

	private final int hash;

	private WorkId(Correlation.Value value, byte[] content, int length) {
		this.value = value;
		this.content = content;
		this.length = length;
		this.hash = 31 * value.text().hashCode() + Arrays.hashCode(content);
	}

	/**
	 * Return an identity that only carries the correlation value to the result.
	 * @param value the correlation value
	 * @return the identity
	 */
	static WorkId of(Correlation.Value value) {
		return new WorkId(value, NO_CONTENT, 0);
	}

	/**
	 * Return the identity of an item.
	 * @param value the correlation value
	 * @param work the work; it is copied, because handlers may change it
	 * @return the identity
	 */
	static WorkId of(Correlation.Value value, byte[] work) {
		return new WorkId(value, (work.length <= LARGEST_KEPT) ? work.clone() : sha256(work), work.length);
	}

	private static byte[] sha256(byte[] work) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(work);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	Correlation.Value value() {
		return this.value;
	}

	/**
	 * The memory it needs.
	 * @return approximate number of bytes
	 */
	int bytes() {
		return this.value.text().length() + this.value.literal().length() + this.content.length;
	}

	@Override
	public int compareTo(WorkId other) {
		int order = this.value.text().compareTo(other.value.text());
		if (order == 0) {
			order = this.value.literal().compareTo(other.value.literal());
		}
		if (order == 0) {
			order = Integer.compare(this.length, other.length);
		}
		return (order != 0) ? order : Arrays.compare(this.content, other.content);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof WorkId that && this.hash == that.hash && this.length == that.length
				&& this.value.equals(that.value) && Arrays.equals(this.content, that.content);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

}
