import journal from './meta/_journal.json';
import m0000 from './0000_start.sql';
import m0001 from './0001_search.sql';
import m0002 from './0002_bridge.sql';
import m0003 from './0003_erasing.sql';
import m0004 from './0004_audit.sql';
import m0005 from './0005_held.sql';
import m0006 from './0006_masking.sql';
import m0007 from './0007_webhooks.sql';
import m0008 from './0008_job_waiting.sql';
import m0009 from './0009_people.sql';
import m0010 from './0010_erased_block.sql';
import m0011 from './0011_safety_text.sql';
import m0012 from './0012_workspace_time.sql';
import m0013 from './0013_composing.sql';
import m0014 from './0014_together.sql';
import m0015 from './0015_playbook.sql';
import m0016 from './0016_reports.sql';
import m0017 from './0017_notes.sql';
import m0018 from './0018_views.sql';
import m0019 from './0019_webhook_secrets.sql';
import m0020 from './0020_report_again.sql';
import m0021 from './0021_public_answers.sql';
import m0022 from './0022_publication_search.sql';
import m0023 from './0023_official_contacts.sql';
import m0024 from './0024_publication_lists.sql';
import m0025 from './0025_site_lists.sql';

  export default {
    journal,
    migrations: {
      m0000,
m0001,
m0002,
m0003,
m0004,
m0005,
m0006,
m0007,
m0008,
m0009,
m0010,
m0011,
m0012,
m0013,
m0014,
m0015,
m0016,
m0017,
m0018,
m0019,
m0020,
m0021,
m0022,
m0023,
m0024,
m0025
    }
  }
  