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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.zmqspring.support.Threads;

/**
 * Another process that the test controls through its standard input and output. Lines of
 * output that begin with {@link #ANSWER_PREFIX} are its answers; all other lines are its
 * log, which is part of the message of a failure. A peer ends when its standard input
 * ends, so that it does not outlive the test process.
 */
public class PeerProcess implements AutoCloseable {

	/** The prefix of every answer of a peer. */
	public static final String ANSWER_PREFIX = "> ";

	private static final Duration TIMEOUT = Duration.ofSeconds(100);

	private static final String END = "end of output";

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

	private final String answerPrefix;

	private final Process process;

	private final Writer input;

	protected PeerProcess(ProcessBuilder builder) {
		this(builder, ANSWER_PREFIX);
	}

	/**
	 * Start a process.
	 * @param builder the command
	 * @param answerPrefix the prefix of every answer; if it is empty, every line is an
	 * answer
	 */
	protected PeerProcess(ProcessBuilder builder, String answerPrefix) {
		this.answerPrefix = answerPrefix;
		try {
			this.process = builder.redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start " + builder.command(), ex);
		}
		this.input = new OutputStreamWriter(this.process.getOutputStream(), StandardCharsets.UTF_8);
		Threads.daemon(this::readOutput, "output-of-" + this.process.pid()).start();
	}

	private void readOutput() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				if (line.startsWith(this.answerPrefix)) {
					this.answers.add(line.substring(this.answerPrefix.length()));
				}
				else {
					this.log.add(line);
				}
			}
		}
		catch (IOException ex) {
			this.log.add("(" + ex + ")");
		}
		this.answers.add(END);
	}

	/**
	 * Write a line to the process.
	 * @param line the line, without a line break
	 */
	public void writeLine(String line) {
		try {
			this.input.write(line + "\n");
			this.input.flush();
		}
		catch (IOException ex) {
			throw new AssertionError("Cannot write to the peer; it has probably ended" + logOfPeer(), ex);
		}
	}

	/**
	 * Wait for the next answer.
	 * @return the answer, without its prefix
	 * @throws AssertionError if the process ends or does not answer within 100 s
	 */
	public String answer() {
		String answer = answer(TIMEOUT);
		if (answer == null) {
			throw new AssertionError("The peer did not answer within " + TIMEOUT + logOfPeer());
		}
		return answer;
	}

	/**
	 * Wait for the next answer.
	 * @param timeout the longest wait
	 * @return the answer, without its prefix; {@code null} if none came in time
	 * @throws AssertionError if the process ends
	 */
	public @Nullable String answer(Duration timeout) {
		try {
			String answer = this.answers.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
			if (END.equals(answer)) {
				this.answers.add(END);
				throw new AssertionError("The peer has ended" + logOfPeer());
			}
			return answer;
		}
		catch (InterruptedException ex) {
			throw new AssertionError("Interrupted while waiting for the peer", ex);
		}
	}

	/**
	 * Wait for several answers.
	 * @param count the number of answers
	 * @return the answers in order
	 */
	public List<String> answers(int count) {
		List<String> result = new ArrayList<>(count);
		while (result.size() < count) {
			result.add(answer());
		}
		return result;
	}

	private String logOfPeer() {
		return "; its log:\n" + String.join("\n", this.log);
	}

	/**
	 * Return the lines of output that are no answers.
	 * @return the lines so far
	 */
	public List<String> log() {
		return List.copyOf(this.log);
	}

	/**
	 * Stop the process until {@link #resume()}: it neither reads nor accepts.
	 */
	public void suspend() {
		signal("STOP");
	}

	/**
	 * Resume the process after {@link #suspend()}.
	 */
	public void resume() {
		signal("CONT");
	}

	private void signal(String name) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(this.process.pid())).start();
			if (kill.waitFor() != 0) {
				throw new AssertionError("Cannot send SIG" + name + " to the peer" + logOfPeer());
			}
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError("Cannot send SIG" + name + " to the peer", ex);
		}
	}

	/**
	 * Ask the process to end, by SIGTERM.
	 */
	public void terminate() {
		// By its handle: the process itself would also close its output
		this.process.toHandle().destroy();
	}

	/**
	 * Kill the process, so that it cannot close its connections.
	 */
	public void kill() {
		this.process.destroyForcibly();
		try {
			if (!this.process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError("Process " + this.process.pid() + " cannot be killed");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		kill();
	}

}
