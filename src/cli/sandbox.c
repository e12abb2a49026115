/*
 * The sandbox: see sandbox.h. Landlock closes files, by rules for folders; seccomp closes calls, by one table of those that are allowed.
 * Written against the kernel's own headers, of which Debian's may be older than the kernel that runs: what they lack is defined here.
 */
#include "cli/sandbox.h"

#if defined(__linux__) && !defined(PLINT_NO_SANDBOX)

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- files: Landlock ------------------------------------------------------------------------------------------------------- */

#define ACCESS_TRUNCATE (UINT64_C(1) << 14) /* from the third edition of Landlock on */

#define READ_ACCESS ((uint64_t)(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR))
#define WRITE_ACCESS ((uint64_t)(LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE))
/* Everything that the first edition knows: its last one makes links. */
#define FIRST_ACCESS ((uint64_t)LANDLOCK_ACCESS_FS_MAKE_SYM * 2 - 1)

/* Allows ACCESS to PATH, and below it where it is a folder. False where that cannot be said. */
static bool allow(int rules, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = access};
	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == EACCES; /* then nothing can be read or written there anyway */
	long result = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
	return result == 0;
}

static bool allow_all(int rules, const struct plint_sandbox *s, uint64_t handled)
{
	uint64_t read_access = READ_ACCESS & handled, write_access = (READ_ACCESS | WRITE_ACCESS | ACCESS_TRUNCATE) & handled;
	for (uint32_t i = 0; i < s->reads.count && read_access; i++)
		if (!allow(rules, s->reads.items[i], read_access))
			return false;
	for (uint32_t i = 0; i < s->writes.count; i++)
		if (!allow(rules, s->writes.items[i], write_access))
			return false;
	if (s->runs_git && !allow(rules, "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE)) /* which it opens in any case */
		return false;
#ifdef PLINT_SANDBOX_ALSO /* where a build that counts what has run puts its counts */
	if (!allow(rules, PLINT_SANDBOX_ALSO, write_access))
		return false;
#endif
	return true;
}

/* What Landlock is to close; 0: there is none. */
static uint64_t handled_access(const struct plint_sandbox *s)
{
	long edition = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	if (edition < 1)
		return 0;
	uint64_t handled = FIRST_ACCESS | (edition >= 3 ? ACCESS_TRUNCATE : 0);
	if (s->reads_all || s->runs_git)
		handled &= ~READ_ACCESS;
	if (s->runs_git)
		handled &= ~(uint64_t)LANDLOCK_ACCESS_FS_EXECUTE;
	return handled;
}

static bool close_files(const struct plint_sandbox *s)
{
	struct landlock_ruleset_attr attr = {.handled_access_fs = handled_access(s)};
	if (attr.handled_access_fs == 0)
		return false;
	int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
	if (rules < 0)
		return false;
	bool is_closed = allow_all(rules, s, attr.handled_access_fs) && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return is_closed;
}

/* ---- calls: seccomp -------------------------------------------------------------------------------------------------------- */

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#if defined(ARCHITECTURE) && defined(SYS_seccomp) && defined(SECCOMP_FILTER_FLAG_SPEC_ALLOW)

/* What checking needs, with threads, watching and writing; what is not here is refused with EPERM. */
static const uint16_t allowed_calls[] = {
    /* files */
    SYS_read, SYS_openat, SYS_openat2, SYS_close, SYS_newfstatat, SYS_fstat, SYS_write, SYS_readlinkat, SYS_getdents64, SYS_lseek,
    SYS_statfs, SYS_fstatfs, SYS_statx, SYS_faccessat, SYS_faccessat2, SYS_pread64, SYS_pwrite64, SYS_readv, SYS_writev, SYS_fcntl,
    SYS_dup, SYS_getcwd, SYS_ioctl, SYS_fsync, SYS_fdatasync, SYS_ftruncate, SYS_renameat2, SYS_unlinkat, SYS_fchmod, SYS_fchown,
    /* memory and threads */
    SYS_mmap, SYS_munmap, SYS_madvise, SYS_brk, SYS_futex, SYS_mremap, SYS_mprotect, SYS_clone, SYS_clone3, SYS_set_robust_list, SYS_rseq,
    SYS_set_tid_address, SYS_sched_getaffinity, SYS_sched_setaffinity, SYS_sched_yield, SYS_membarrier,
    /* signals and time */
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigtimedwait, SYS_sigaltstack, SYS_restart_syscall, SYS_clock_gettime,
    SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday, SYS_ppoll, SYS_tgkill,
    /* who and where we are, and the end */
    SYS_getrandom, SYS_getpid, SYS_gettid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_prlimit64, SYS_getrusage, SYS_sysinfo,
    SYS_uname, SYS_exit, SYS_exit_group,
#ifdef SYS_open /* the older names, which newer machines never had */
    SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_rename, SYS_unlink, SYS_poll, SYS_time, SYS_getrlimit,
#endif
#ifdef SYS_renameat
    SYS_renameat,
#endif
};

/* What is refused where git runs, which needs much of what we do not. */
static const uint16_t refused_calls[] = {
    SYS_socket,           SYS_connect, SYS_bind,           SYS_listen,      SYS_accept4, SYS_ptrace,  SYS_process_vm_readv,
    SYS_process_vm_writev, SYS_bpf,     SYS_perf_event_open, SYS_userfaultfd, SYS_mount,   SYS_umount2, SYS_unshare,
    SYS_setns,            SYS_keyctl,  SYS_add_key,        SYS_kexec_load,  SYS_init_module,
};

/* From here on none of the lists can know a call. The answer is then that of an older kernel, for which a newer C library is ready. */
#define FIRST_UNKNOWN_CALL 450

#define REFUSE ((uint32_t)SECCOMP_RET_ERRNO | EPERM)
#define MASKS ((FIRST_UNKNOWN_CALL + 31) / 32)
#define MAX_STEPS (16 + 3 * MASKS)

#define STEP(...) (out[n++] = (struct sock_filter)__VA_ARGS__)

/* The filter: the COUNT calls of the list give LISTED, others OTHERWISE. Its length; OUT has room for MAX_STEPS. A call is looked up as one
 * bit among 32 that its number's upper part chooses: a walk through the list would take longer to install than the rest of the sandbox,
 * since the kernel tries a new filter on every call that there is. */
static unsigned short make_filter(struct sock_filter *out, const uint16_t *calls, size_t count, uint32_t listed, uint32_t otherwise)
{
	uint32_t masks[MASKS] = {0};
	unsigned short n = 0;
	for (size_t i = 0; i < count; i++)
		masks[calls[i] / 32] |= UINT32_C(1) << calls[i] % 32;
	STEP(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
	STEP(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
	STEP(BPF_STMT(BPF_RET | BPF_K, REFUSE));
	STEP(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
	STEP(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FIRST_UNKNOWN_CALL, 0, 1));
	STEP(BPF_STMT(BPF_RET | BPF_K, otherwise == REFUSE ? SECCOMP_RET_ERRNO | ENOSYS : otherwise));
	STEP(BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 31));
	STEP(BPF_STMT(BPF_MISC | BPF_TAX, 0));
	STEP(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
	STEP(BPF_STMT(BPF_ALU | BPF_RSH | BPF_K, 5));
	for (unsigned i = 0; i < MASKS; i++) { /* each is three steps; behind the last one two steps and the answers */
		STEP(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, i, 0, 2));
		STEP(BPF_STMT(BPF_LD | BPF_IMM, masks[i]));
		STEP(BPF_STMT(BPF_JMP | BPF_JA, 3 * (MASKS - 1 - i)));
	}
	STEP(BPF_STMT(BPF_ALU | BPF_RSH | BPF_X, 0));
	STEP(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 1, 0, 1));
	STEP(BPF_STMT(BPF_RET | BPF_K, listed));
	STEP(BPF_STMT(BPF_RET | BPF_K, otherwise));
	return n;
}

static bool close_calls(const struct plint_sandbox *s)
{
	struct sock_filter steps[MAX_STEPS];
	struct sock_fprog filter = {.filter = steps};
	if (s->runs_git)
		filter.len = make_filter(steps, refused_calls, sizeof refused_calls / sizeof *refused_calls, REFUSE, SECCOMP_RET_ALLOW);
	else
		filter.len = make_filter(steps, allowed_calls, sizeof allowed_calls / sizeof *allowed_calls, SECCOMP_RET_ALLOW, REFUSE);
	/* Without the flag some kernels would slow the process down against leaks that matter to programs with foreign code in them. */
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &filter) == 0;
}

#else

static bool close_calls(const struct plint_sandbox *s)
{
	(void)s;
	return false;
}

#endif

unsigned plint_sandbox_enter(const struct plint_sandbox *s)
{
	unsigned parts = 0;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return 0;
	if (close_files(s))
		parts |= PLINT_SANDBOX_FILES;
	if (close_calls(s))
		parts |= PLINT_SANDBOX_CALLS;
	return parts;
}

#else

unsigned plint_sandbox_enter(const struct plint_sandbox *s)
{
	(void)s;
	return 0;
}

#endif
