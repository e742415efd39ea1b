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

import java.io.IOException;
import java.io.OutputStream;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.PeerProcess;

/**
 * A process that appends messages as fast as it can until it is killed, and notes in
 * another file how many appends have returned.
 */
final class AppendingProcess extends PeerProcess {

	static final int TOPICS = 5;

	private AppendingProcess(ProcessBuilder builder) {
		super(builder);
	}

	static AppendingProcess start(Path ring, Path progress, long epoch, int maxPerTopic, long maxBytes) {
		return new AppendingProcess(
				new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
						"-XX:+UseSerialGC", "-Xmx64m", "-cp", System.getProperty("java.class.path"),
						AppendingProcess.class.getName(), ring.toString(), progress.toString(), String.valueOf(epoch),
						String.valueOf(maxPerTopic), String.valueOf(maxBytes)));
	}

	static MappedByteBuffer progress(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			return channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
		}
	}

	static byte[] topic(long message) {
		return KnownMessages.topic("topic." + message % TOPICS);
	}

	static long number(long message) {
		return 1 + message / TOPICS;
	}

	static int size(long message) {
		return (int) (message * 31 % 500);
	}

	private static void endWithInput() {
		try {
			System.in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			System.out.println(ex);
		}
		Runtime.getRuntime().halt(0);
	}

	/**
	 * Append until the process is killed.
	 * @param args the file, the file of the progress, the epoch, messages per topic, the
	 * size of the file
	 * @throws IOException if the progress cannot be noted
	 */
	public static void main(String[] args) throws IOException {
		Threads.daemon(AppendingProcess::endWithInput, "end-with-input").start();
		MappedByteBuffer progress = progress(Path.of(args[1]));
		long epoch = Long.parseLong(args[2]);
		ReplayStore store = DurableReplayStore.open("events", args[0], Integer.parseInt(args[3]),
				Long.parseLong(args[4]));
		System.out.println(ANSWER_PREFIX + "started");
		for (long message = 0; true; message++) {
			KnownMessages.append(store, epoch, topic(message), number(message), store.newestTime() + 1, size(message));
			progress.putLong(0, message + 1);
		}
	}

}
