/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The file system of this machine. Files are for this user alone, where the file system
 * knows users.
 */
final class LocalDisk implements Disk {

	private static final Log logger = LogFactory.getLog(LocalDisk.class);

	private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

	private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rw-------");

	@Override
	public File open(Path path) throws IOException {
		FileChannel channel = openChannel(path);
		if (POSIX) {
			Files.setPosixFilePermissions(path, MINE);
		}
		return new ChannelFile(channel);
	}

	static FileChannel openChannel(Path path) throws IOException {
		return FileChannel.open(path,
				EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
				attributes(MINE));
	}

	static void createDirectories(Path path) throws IOException {
		if (!Files.isDirectory(path)) {
			Files.createDirectories(path, attributes(PosixFilePermissions.fromString("rwx------")));
		}
	}

	private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
		return POSIX ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(permissions) }
				: new FileAttribute<?>[0];
	}

	@Override
	public void move(Path from, Path to) throws IOException {
		Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		try (FileChannel directory = FileChannel.open(to.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
			directory.force(true);
		}
		catch (IOException ex) {
			// Not every system can open a directory; those that cannot order it so.
			logger.debug("A directory cannot be forced: " + Reasons.of(ex));
		}
	}

	/** A file by its channel. */
	private record ChannelFile(FileChannel channel) implements File {

		@Override
		public void write(ByteBuffer buffer, long position) throws IOException {
			long at = position;
			while (buffer.hasRemaining()) {
				at += this.channel.write(buffer, at);
			}
		}

		@Override
		public void force() throws IOException {
			this.channel.force(false);
		}

		@Override
		public void truncate(long size) throws IOException {
			this.channel.truncate(size);
		}

		@Override
		public long size() throws IOException {
			return this.channel.size();
		}

		@Override
		public void close() throws IOException {
			this.channel.close();
		}

	}

}
