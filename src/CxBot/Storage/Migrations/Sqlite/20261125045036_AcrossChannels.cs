using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CxBot.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AcrossChannels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "ContinuesCase",
                table: "Conversations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ContinuesId",
                table: "Conversations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ContinuationCodes",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ConversationId = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContinuationCodes", x => x.Hash);
                    table.ForeignKey(
                        name: "FK_ContinuationCodes_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WrongCodes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ConversationId = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WrongCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WrongCodes_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ContinuationCodes_ConversationId",
                table: "ContinuationCodes",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_WrongCodes_ConversationId_At",
                table: "WrongCodes",
                columns: new[] { "ConversationId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ContinuationCodes");

            migrationBuilder.DropTable(
                name: "WrongCodes");

            migrationBuilder.DropColumn(
                name: "ContinuesCase",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "ContinuesId",
                table: "Conversations");
        }
    }
}
