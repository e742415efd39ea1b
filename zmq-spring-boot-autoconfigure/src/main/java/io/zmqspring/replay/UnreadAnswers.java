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

package io.zmqspring.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The answers that were sent and may not have been read, and their bounds. JeroMQ does
 * not tell what it has sent. But a peer reads its answers in their order, and sends
 * another request of a kind when it has the answer to the one before. So it has read that
 * answer then, and all that were sent before. Used by one thread.
 */
final class UnreadAnswers {

	// As many fit into the queue of a peer and into the encoder of its connection. Those
	// before them were sent, whatever the peer does
	private static final int MOST_OF_PEER = ReplayServer.HIGH_WATER_MARK + 1;

	private final Map<ByteBuffer, List<Unread>> peers = new LinkedHashMap<>();

	private final AnswerMemory bounds;

	private long ordinaryBytes;

	private long largeBytes;

	private @Nullable PeerRequest last;

	private List<Unread> readWithLast = List.of();

	UnreadAnswers(AnswerMemory bounds) {
		this.bounds = bounds;
	}

	/**
	 * A peer has asked: it has read what it waits for no more.
	 * @param request the request
	 */
	void asked(PeerRequest request) {
		this.last = request;
		this.readWithLast = List.of();
		List<Unread> own = this.peers.get(request.peer());
		for (int i = (own != null) ? own.size() - 1 : -1; i >= 0; i--) {
			if (request.follows(own.get(i).request())) {
				this.readWithLast = List.copyOf(own.subList(0, i + 1));
				remove(request.peer(), i + 1);
				return;
			}
		}
	}

	/**
	 * Whether an answer may be sent now.
	 * @param size the size of the answer
	 * @return {@code false} if it has to wait until others are read
	 */
	boolean hasRoom(long size) {
		return this.bounds.isLarge(size) ? this.largeBytes == 0 || this.largeBytes + size <= this.bounds.large()
				: this.ordinaryBytes + size <= this.bounds.ordinary();
	}

	/**
	 * Whether the large answer to the same request is under way. On one connection
	 * nothing is lost that was accepted.
	 * @param request the request
	 * @param now the present time
	 * @return whether it was sent a short time ago
	 */
	boolean isUnderWay(PeerRequest request, long now) {
		List<Unread> own = this.peers.get(request.peer());
		return own != null && own.stream()
			.anyMatch((each) -> this.bounds.isLarge(each.bytes()) && !isOverdue(each, now)
					&& request.repeats(each.request()));
	}

	/**
	 * An answer was sent.
	 * @param request the request
	 * @param size the size of the answer
	 * @param now the present time
	 */
	void sent(PeerRequest request, long size, long now) {
		List<Unread> own = this.peers.computeIfAbsent(request.peer(), (peer) -> new ArrayList<>());
		add(own, own.size(), new Unread(request, size + request.frame().length, now));
		if (own.size() > MOST_OF_PEER) {
			remove(request.peer(), own.size() - MOST_OF_PEER);
		}
	}

	/**
	 * An answer was not sent, because the queue of its peer is full: the peer has not
	 * read what it waits for no more.
	 * @param request the request
	 */
	void refused(PeerRequest request) {
		if (request == this.last && !this.readWithLast.isEmpty()) {
			List<Unread> own = this.peers.computeIfAbsent(request.peer(), (peer) -> new ArrayList<>());
			for (int i = 0; i < this.readWithLast.size(); i++) {
				add(own, i, this.readWithLast.get(i));
			}
		}
		this.last = null;
	}

	private void add(List<Unread> own, int index, Unread added) {
		own.add(index, added);
		count(added, 1);
	}

	private void remove(ByteBuffer peer, int count) {
		List<Unread> own = this.peers.getOrDefault(peer, List.of());
		List<Unread> first = own.subList(0, count);
		first.forEach((each) -> count(each, -1));
		first.clear();
		if (own.isEmpty()) {
			this.peers.remove(peer);
		}
	}

	private void count(Unread answer, int sign) {
		if (this.bounds.isLarge(answer.bytes())) {
			this.largeBytes += sign * answer.bytes();
		}
		else {
			this.ordinaryBytes += sign * answer.bytes();
		}
	}

	/**
	 * Forget the answers of a peer whose connection has ended.
	 * @param connection the name of the connection
	 */
	void gone(String connection) {
		for (Map.Entry<ByteBuffer, List<Unread>> entry : List.copyOf(this.peers.entrySet())) {
			if (connection.equals(entry.getValue().get(0).request().connection())) {
				remove(entry.getKey(), entry.getValue().size());
			}
		}
	}

	/**
	 * Forget the answers of peers that keep others waiting for too long.
	 * @param large whether large answers have to wait
	 * @param now the present time
	 * @return a request of each of these peers
	 */
	List<PeerRequest> removeOverdue(boolean large, long now) {
		List<PeerRequest> overdue = new ArrayList<>();
		for (Map.Entry<ByteBuffer, List<Unread>> entry : List.copyOf(this.peers.entrySet())) {
			entry.getValue()
				.stream()
				.filter((each) -> this.bounds.isLarge(each.bytes()) == large && isOverdue(each, now))
				.findFirst()
				.ifPresent((each) -> {
					overdue.add(each.request());
					remove(entry.getKey(), entry.getValue().size());
				});
		}
		return overdue;
	}

	private boolean isOverdue(Unread answer, long now) {
		return now - answer.at() >= this.bounds.patience().toNanos();
	}

	long bytes() {
		return this.ordinaryBytes + this.largeBytes;
	}

	/**
	 * An answer.
	 *
	 * @param request the request
	 * @param bytes its size and that of the request, which is kept
	 * @param at when it was sent
	 */
	private record Unread(PeerRequest request, long bytes, long at) {
	}

}
